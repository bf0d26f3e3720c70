import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { expectAccessible, noBrowser, openBrowser, openPage } from './browser.js';
import { writePhotos } from './sample-photos.js';

let browser: Browser;
let server: BuiltServer;
let data: string;
let photos: readonly string[];

describe.skipIf(noBrowser !== null)('the overview for admins', () => {
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'ofa-caption-overview-'));
    photos = await writePhotos(join(data, 'photos'), 7, 0);
    [browser, server] = await Promise.all([openBrowser(), BuiltServer.start(join(data, 'server'))]);
    await server.ready();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop('SIGTERM');
    await rm(data, { recursive: true, force: true });
  });

  it('shows what the server runs on, and how captioning does while it goes on', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/admin`);
    const engine = page.getByRole('region', { name: 'Engine', exact: true });
    await engine.getByText('CPUExecutionProvider').waitFor();
    await engine.getByText('Ready', { exact: true }).waitFor();
    await engine.getByRole('meter', { name: 'Memory' }).waitFor();
    const throughput = page.getByRole('region', { name: 'Throughput', exact: true });
    await throughput.getByText('No caption ended in the last 5 minutes.').waitFor();
    await throughput.getByText('Show as a table').click();
    await throughput.getByText('Nothing happened in this time.').waitFor();

    const client = new CaptionClient(server.url);
    await Promise.all(photos.slice(0, 3).map((path) => client.upload(path)));
    await throughput.getByText('3 captions in the last 5 minutes, none failed').waitFor();
    expect(await endedInTable(page)).toBe(3);
    await Promise.all([
      ...photos.slice(3).map((path) => client.upload(path)),
      client.base64(Buffer.from('no picture').toString('base64')),
    ]);
    await throughput.getByText('8 captions in the last 5 minutes, 1 failed').waitFor();
    await expect.poll(() => endedInTable(page)).toBe(8);

    await keyNumber(page, 'Captions', '7');
    await keyNumber(page, 'Failed', '1');
    const failures = page.getByRole('region', { name: 'What went wrong' });
    await failures.getByRole('row', { name: /Format not supported.*1/ }).waitFor();
    const sizes = page.getByRole('table', { name: 'Batch sizes' });
    expect(await sizes.getByRole('row').count()).toBeGreaterThan(1);
    const times = page.getByRole('table', { name: 'Where the time goes' });
    await times.getByRole('row', { name: /Running the model.*\d/ }).waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('shows other windows of time', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin`);
    for (const [choice, phrase] of [
      ['Minute', 'the last minute'],
      ['Week', 'the last week'],
    ] as const) {
      await page.getByRole('radio', { name: choice, exact: true }).check();
      await page
        .getByRole('region', { name: 'Throughput', exact: true })
        .getByText(phrase, { exact: false })
        .waitFor();
    }
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: 'Day', exact: true }).isChecked()).toBe(true);
    await close();
  });

  it('draws the charts in the colours of the theme', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin`, { colorScheme: 'light' });
    await page.locator('.chart-canvas canvas').first().waitFor();
    const drawn = (): Promise<string> => page.evaluate(colorsOnCanvas);
    await expect.poll(drawn).not.toBe('');
    const light = await drawn();
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await expect.poll(drawn).not.toBe(light);
    await close();
  });

  it('releases memory when asked to: a fresh process takes over', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin`);
    const processes = page.getByRole('region', { name: 'Engine processes' });
    const process = processes.getByText(/process \d+/);
    const before = await process.textContent();
    await page.getByRole('button', { name: 'Release memory' }).click();
    await page.getByRole('status').getByText('Memory is released').waitFor();
    await expect.poll(() => process.textContent()).not.toBe(before);
    await close();
  });
});

/** The opaque colours of the first chart, without those between two of them. */
const colorsOnCanvas = `(() => {
  const canvas = document.querySelector('.chart-canvas canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const colors = new Set();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 255) colors.add([data[at], data[at + 1], data[at + 2]].join());
  }
  return [...colors].sort().join(' ');
})()`;

async function keyNumber(page: Page, label: string, value: string): Promise<void> {
  const place = page.locator('.key-number', { has: page.getByText(label, { exact: true }) });
  await expect.poll(() => place.locator('.key-number-value').textContent()).toBe(value);
}

/** What the rows of the table beneath the chart add up to. */
async function endedInTable(page: Page): Promise<number> {
  const rows = page.getByRole('group', { name: 'Throughput: all values' }).locator('tbody tr');
  const ended = await rows.locator('td:nth-child(2)').allTextContents();
  return ended.reduce((sum, text) => sum + Number(text), 0);
}
