import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { unzipSync } from 'fflate';

/** Chooses files as a user does. */
export async function choosePictures(page: Page, paths: readonly string[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...paths]);
}

/** Waits until so many of all pictures are done. */
export async function untilDone(page: Page, done: number, total = done): Promise<void> {
  await page.getByText(new RegExp(`^${done} of ${total} pictures? done`)).waitFor({ timeout: 90_000 });
}

/** What a choice of the download menu saves. */
export async function download(page: Page, form: string): Promise<Buffer> {
  await page.getByRole('button', { name: 'Download' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: form }).click();
  return readFile(await (await saved).path());
}

/** The captions that the page has, by the names of the files: those of all rows, also where they are not drawn. */
export async function captionsOnPage(page: Page): Promise<ReadonlyMap<string, string>> {
  const entries = JSON.parse((await download(page, 'JSON')).toString()) as {
    file: string;
    caption: string;
  }[];
  expect(new Set(entries.map(({ file }) => file)).size).toBe(entries.length);
  return new Map(entries.map(({ file, caption }) => [file, caption]));
}

export function filesInZip(zip: Buffer): Readonly<Record<string, string>> {
  const files = Object.entries(unzipSync(zip));
  return Object.fromEntries(files.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}
