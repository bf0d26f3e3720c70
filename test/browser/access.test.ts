import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CaptionClient } from '../acceptance/caption-client.js';
import { expectAccessible, noBrowser, openPage } from './browser.js';
import { choosePictures, untilDone } from './captioning.js';
import { PageServer } from './page-server.js';

let server: PageServer;
let secret: string;

interface CreatedKey {
  readonly createApiKey: { readonly secret: string };
}

describe.skipIf(noBrowser !== null)('a server that wants keys', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    server = await PageServer.start();
    const { data } = await new CaptionClient(server.url).query<CreatedKey>(
      'mutation { createApiKey(name: "page", role: ADMIN) { secret } }',
    );
    secret = data?.createApiKey.secret ?? '';
  });
  afterAll(() => server.stop());

  it('is given one, for what is sent and what is watched, and may be made to forget it', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await choosePictures(page, await server.photos(3, 1));
    const dialog = page.getByRole('dialog', { name: 'API key' });
    await dialog.getByText('This server wants to know who you are').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Key').fill('ofa_wrong');
    await dialog.getByRole('button', { name: 'Use this key' }).click();
    await dialog.getByText('This server wants to know who you are').waitFor();
    await dialog.getByLabel('Key').fill(secret);
    await page.keyboard.press('Enter');
    await untilDone(page, 3);

    await page.getByRole('link', { name: 'For developers' }).click();
    await page
      .getByRole('button', { name: /PageCreateJob/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'curl' }).click();
    const curl = await page.getByRole('tabpanel', { name: 'curl' }).locator('pre').textContent();
    expect(curl).toContain('Bearer $OFA_CAPTION_KEY');
    expect(await page.content()).not.toContain(secret);
    await expectAccessible(page);

    await page.getByRole('button', { name: 'API key' }).click();
    await page.getByRole('button', { name: 'Forget the key' }).click();
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).not.toContain(secret);
    await page.getByRole('link', { name: 'History' }).click();
    await dialog.getByText('This server wants to know who you are').waitFor();
    await close();
  });
});
