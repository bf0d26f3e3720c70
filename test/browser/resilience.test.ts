import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { expectAccessible, noBrowser, openPage } from './browser.js';
import { captionsOnPage, choosePictures, untilDone } from './captioning.js';
import { PageServer } from './page-server.js';

let server: PageServer;

/** All that were sent so far. */
let sent = 0;

/** Nothing is missing, nothing is there twice, and every caption is at its picture. */
async function expectAsOnServer(page: Page, names: number): Promise<void> {
  const onPage = await captionsOnPage(page);
  expect(onPage.size).toBe(names);
  sent += names;
  expect(await server.captionCount()).toBe(sent);
  const onServer = await server.captions();
  for (const [name, caption] of onPage) expect(onServer.get(name)).toBe(caption);
}

/** Some captions are there, others are not. */
async function untilUnderWay(page: Page): Promise<void> {
  await page.getByText(/^[1-9]\d* of \d+ pictures done/).waitFor({ timeout: 60_000 });
}

describe.skipIf(noBrowser !== null)('a job on the page', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    server = await PageServer.start();
  });
  afterAll(() => server.stop());

  it('goes on after the page is loaded again', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await choosePictures(page, await server.photos(100, 1));
    await page.getByText(/^\d+ of 100 pictures done/).waitFor();
    await page.getByText('not sent yet').waitFor({ state: 'hidden' });
    await page.reload();
    await untilDone(page, 100);
    await expectAsOnServer(page, 100);
    await close();
  });

  it('waits for the network, says so, and misses nothing', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await choosePictures(page, await server.photos(100, 4));
    await untilUnderWay(page);
    await page.context().setOffline(true);
    await page.getByText('There is no network').waitFor();
    await expectAccessible(page);
    await page.context().setOffline(false);
    await page.getByText('There is no network').waitFor({ state: 'hidden' });
    await untilDone(page, 100);
    await expectAsOnServer(page, 100);
    await close();
  });

  it('survives the death of the engine', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await choosePictures(page, await server.photos(100, 2));
    await untilUnderWay(page);
    process.kill(server.enginePid, 'SIGKILL');
    await untilDone(page, 100);
    await expectAsOnServer(page, 100);
    await close();
  });

  it('survives the death of the server, in the middle of what is being sent too', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await choosePictures(page, await server.photos(150, 3));
    await untilUnderWay(page);
    await server.restart();
    await untilDone(page, 150);
    await expectAsOnServer(page, 150);
    await page.getByText('Connecting again').waitFor({ state: 'hidden' });
    await close();
  });
});
