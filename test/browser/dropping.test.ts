import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noBrowser, openPage } from './browser.js';
import { captionsOnPage, untilDone } from './captioning.js';
import { PageServer } from './page-server.js';

let server: PageServer;

/**
 * Sends an event that brings files, or a text, as the browser does when they are dropped or pasted.
 * @returns whether the page took it: a browser would otherwise open the files itself
 */
async function bring(
  page: Page,
  event: 'drop' | 'paste',
  { files = [], text = '' }: { readonly files?: readonly string[]; readonly text?: string },
): Promise<boolean> {
  const contents = await Promise.all(
    files.map(async (path) => [basename(path), (await readFile(path)).toString('base64')]),
  );
  return page.evaluate<boolean>(`(() => {
    const data = new DataTransfer();
    for (const [name, base64] of ${JSON.stringify(contents)}) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: 'image/jpeg' }));
    }
    if (${JSON.stringify(text)} !== '') data.setData('text/plain', ${JSON.stringify(text)});
    const options = { bubbles: true, cancelable: true };
    const brought =
      '${event}' === 'drop'
        ? new DragEvent('drop', { ...options, dataTransfer: data })
        : new ClipboardEvent('paste', { ...options, clipboardData: data });
    return !document.body.dispatchEvent(brought);
  })()`);
}

describe.skipIf(noBrowser !== null)('pictures that are dropped and pasted', () => {
  beforeAll(async () => {
    server = await PageServer.start();
  });
  afterAll(() => server.stop());

  it('are captioned wherever on the page they land', async () => {
    const { page, complaints, close } = await openPage(server.browser, server.url);
    const photos = await server.photos(4, 1);
    expect(await bring(page, 'drop', { files: photos.slice(0, 3) })).toBe(true);
    await untilDone(page, 3);
    await bring(page, 'paste', { files: photos.slice(3) });
    await untilDone(page, 4);
    const captions = await captionsOnPage(page);
    expect([...captions.keys()].sort()).toEqual(photos.map((path) => basename(path)));
    expect(complaints).toEqual([]);
    await close();
  });

  it('may be addresses', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await bring(page, 'paste', { text: `${server.url}/no-picture.jpg` });
    const problem = page.locator('.picture-problem');
    await problem.waitFor();
    expect(await problem.textContent()).toContain('127.0.0.1');
    await close();
  });

  it('do not take the place of a view that has no use for them', async () => {
    const { page, close } = await openPage(server.browser, `${server.url}/history`);
    await page.getByRole('heading', { level: 1, name: 'History' }).waitFor();
    const before = await server.captionCount();
    expect(await bring(page, 'drop', { files: await server.photos(1, 2) })).toBe(true);
    await page.getByRole('link', { name: 'Caption', exact: true }).click();
    await page.getByText('Or paste them').waitFor();
    expect(await server.captionCount()).toBe(before);
    await close();
  });
});
