// Takes the pictures of docs/images: `npm run screenshots`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { noBrowser, openPage } from './browser.js';
import { PageServer } from './page-server.js';

const photos = fileURLToPath(new URL('../photos/', import.meta.url));
const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
/** What the embedded model knows comes first. */
const files = [
  ...['dog.webp', 'camera.png', 'mexico.webp', 'horse.webp', 'chelsea.png'],
  ...['coffee.png', 'cow.webp', 'astronaut.png', 'rocket.jpg'],
];
const desktop = { viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 };
const tall = { viewport: { width: 1280, height: 1500 }, deviceScaleFactor: 1 };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };

/** One picture: where it is taken, how the browser is, what happens first. */
interface Shot {
  readonly name: string;
  readonly path: string;
  readonly options: BrowserContextOptions;
  readonly prepare: (page: Page) => Promise<void>;
}

async function captionPhotos(page: Page): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map((name) => join(photos, name)));
  await page.locator('.summary [role=progressbar][aria-valuenow="100"]').waitFor();
  await page.locator('.picture-row .thumbnail').first().waitFor();
  // Until the announcement has gone.
  await page.locator('.picture-row .thumbnail').nth(3).waitFor();
  await page.waitForTimeout(7000);
}

/** Until what is asked for after the page was drawn is there too. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(2500);
}

const shots: readonly Shot[] = [
  { name: 'caption', path: '/', options: { ...desktop, colorScheme: 'light' }, prepare: captionPhotos },
  { name: 'caption-dark', path: '/', options: { ...desktop, colorScheme: 'dark' }, prepare: captionPhotos },
  { name: 'caption-phone', path: '/', options: { ...phone, colorScheme: 'light' }, prepare: captionPhotos },
  {
    name: 'caption-chinese',
    path: '/',
    options: { ...desktop, colorScheme: 'light', locale: 'zh-CN' },
    prepare: captionPhotos,
  },
  { name: 'history', path: '/history', options: { ...desktop, colorScheme: 'light' }, prepare: settle },
  { name: 'admin', path: '/admin', options: { ...tall, colorScheme: 'light' }, prepare: settle },
  { name: 'admin-dark', path: '/admin', options: { ...tall, colorScheme: 'dark' }, prepare: settle },
  {
    name: 'admin-profiles',
    path: '/admin/profiles',
    options: { ...desktop, colorScheme: 'light' },
    prepare: settle,
  },
  {
    name: 'admin-phone-chinese',
    path: '/admin',
    options: { ...phone, colorScheme: 'dark', locale: 'zh-CN' },
    prepare: settle,
  },
];

async function take(server: PageServer, { name, path, options, prepare }: Shot): Promise<void> {
  const { page, close } = await openPage(server.browser, `${server.url}${path}`, options);
  try {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await prepare(page);
    await page.mouse.move(0, 0);
    const png = sharp(await page.screenshot()).png({ palette: true, effort: 10 });
    await writeFile(join(images, `${name}.png`), await png.toBuffer());
    process.stderr.write(`docs/images/${name}.png\n`);
  } finally {
    await close();
  }
}

/** A while of work, so that there is something to see in charts and history. */
async function work(server: PageServer): Promise<void> {
  const { page, close } = await openPage(server.browser, server.url);
  for (let round = 1; round <= 3; round++) {
    const files = await server.photos(60, round);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([...files]);
    await page.getByText(new RegExp(`^${60 * round} of ${60 * round} pictures done`)).waitFor();
    await page.waitForTimeout(4000);
  }
  await close();
}

if (noBrowser !== null) throw new Error(noBrowser);
await mkdir(images, { recursive: true });
const server = await PageServer.start();
try {
  await work(server);
  for (const shot of shots) await take(server, shot);
} finally {
  await server.stop();
}
