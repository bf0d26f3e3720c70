import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, noBrowser, openPage } from './browser.js';
import { choosePictures, untilDone } from './captioning.js';
import { PageServer } from './page-server.js';

let server: PageServer;

describe.skipIf(noBrowser !== null)('the history', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    server = await PageServer.start();
  });
  afterAll(() => server.stop());

  it('shows, searches, opens and deletes what was captioned', async () => {
    const { page, complaints, close } = await openPage(server.browser, `${server.url}/history`);
    await page.getByText('No captions yet').waitFor();
    await page.getByRole('link', { name: 'Caption', exact: true }).click();
    await choosePictures(page, await server.photos(50, 1));
    await untilDone(page, 50);
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('50 captions', { exact: true }).waitFor();
    const cards = page.getByRole('list', { name: 'Captions' }).getByRole('listitem');
    await cards.nth(39).scrollIntoViewIfNeeded();
    await cards.nth(49).waitFor();
    await expectAccessible(page);

    const [text = ''] = [...(await server.captions()).values()];
    const fitting = [...(await server.captions()).values()].filter((other) => other === text).length;
    await page.getByRole('searchbox', { name: 'Search the captions' }).fill(text ?? '');
    await page.getByText(new RegExp(`^${fitting} captions?$`)).waitFor();
    expect(page.url()).toContain('text=');
    await page.reload();
    await page.getByText(new RegExp(`^${fitting} captions?$`)).waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByLabel('State').selectOption('Failed');
    await page.getByText('Nothing fits').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('50 captions', { exact: true }).waitFor();

    await cards.first().getByRole('link').click();
    const dialog = page.getByRole('dialog', { name: /photo-1-\d+\.jpg/ });
    await dialog.getByText('Where the time went').waitFor();
    await dialog.getByText(/pictures? at once/).waitFor();
    await expectAccessible(page);
    await page.reload();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('49 captions', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/history');
    expect((await server.captions()).size).toBe(49);
    expect(complaints).toEqual([]);
    await close();
  });
});
