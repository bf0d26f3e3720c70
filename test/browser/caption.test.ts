import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, noBrowser, openPage } from './browser.js';
import { captionsOnPage, choosePictures, download, filesInZip, untilDone } from './captioning.js';
import { PageServer } from './page-server.js';

let server: PageServer;

describe.skipIf(noBrowser !== null)('captioning on the page', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    server = await PageServer.start();
  });
  afterAll(() => server.stop());

  it('captions twenty photos, to be edited, copied and taken away in every form', async () => {
    const options = { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true };
    const { page, complaints, close } = await openPage(server.browser, server.url, options);
    await expectAccessible(page);
    await choosePictures(page, await server.photos(20, 1));
    await page.getByRole('listitem').filter({ hasText: 'photo-1-0001.jpg' }).locator('canvas').waitFor();
    await untilDone(page, 20);
    await expectAccessible(page);
    expect(await captionsOnPage(page)).toEqual(await server.captions());

    const second = page.getByRole('listitem').filter({ hasText: 'photo-1-0002.jpg' });
    await second.getByRole('button', { name: 'Other wordings' }).click();
    const wording = await second.locator('.wordings li span').first().textContent();
    await second
      .getByRole('button', { name: /^Use this/ })
      .first()
      .click();
    expect(await page.getByRole('textbox', { name: 'Caption of photo-1-0002.jpg' }).inputValue()).toBe(
      wording,
    );
    const edited = '=a "cat", <b>sleeping</b>';
    await page.getByRole('textbox', { name: 'Caption of photo-1-0001.jpg' }).fill(edited);
    await expectAccessible(page);

    const csv = (await download(page, 'CSV')).toString();
    expect(csv).toMatch(/^\uFEFFfile,caption\r\n/);
    expect(csv).toContain(`\r\nphoto-1-0001.jpg,"'=a ""cat"", <b>sleeping</b>"\r\n`);
    expect(csv.split('\r\n')).toHaveLength(22);
    const files = filesInZip(await download(page, 'Text files'));
    expect(Object.keys(files)).toHaveLength(20);
    expect(files).toMatchObject({ 'photo-1-0001.txt': `${edited}\n`, 'photo-1-0002.txt': `${wording}\n` });
    const html = (await download(page, 'HTML')).toString();
    expect(html).toContain('alt="=a &quot;cat&quot;, &lt;b&gt;sleeping&lt;/b&gt;"');
    await page.getByRole('button', { name: 'Copy the caption of photo-1-0001.jpg' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(edited);

    await page.reload();
    await untilDone(page, 20);
    expect(await page.getByRole('textbox', { name: 'Caption of photo-1-0001.jpg' }).inputValue()).toBe(
      edited,
    );
    await page.getByRole('listitem').first().locator('img').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('says in words what it does not take, and what the server could not read', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    const [photo = ''] = await server.photos(1, 2);
    const path = (name: string): string => join(dirname(photo), name);
    await writeFile(path('notes.txt'), 'no picture');
    await writeFile(path('empty.png'), '');
    await writeFile(path('broken.jpg'), 'no picture either');
    await choosePictures(page, [photo, path('notes.txt'), path('empty.png'), path('broken.jpg')]);
    await page.getByText('2 files were left out:').waitFor();
    await page.getByText('notes.txt is not a picture that can be read').waitFor();
    await page.getByText('empty.png is empty').waitFor();
    await page.getByText('1 of 2 pictures done · 1 failed').waitFor();
    const broken = page.getByRole('listitem').filter({ hasText: 'broken.jpg' });
    expect(await broken.locator('.picture-problem').textContent()).toMatch(/text file/);
    await expectAccessible(page);
    await close();
  });

  it('takes a folder, and the address of a picture', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    const [photo = ''] = await server.photos(3, 3);
    await page.locator('input[webkitdirectory]').setInputFiles(dirname(photo));
    await untilDone(page, 3);
    await page.getByRole('textbox', { name: 'Address of a picture' }).fill('picture.jpg');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Enter an address that begins with http').waitFor();
    await page.getByRole('textbox', { name: 'Address of a picture' }).fill('http://127.0.0.1:9/picture.jpg');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('3 of 4 pictures done · 1 failed').waitFor();
    await close();
  });

  it('gives up what is canceled, takes it up again, and clears', async () => {
    const { page, close } = await openPage(server.browser, server.url);
    await choosePictures(page, await server.photos(120, 4));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page
      .getByText(/canceled/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await untilDone(page, 120);
    const onServer = await server.captions();
    for (const [name, caption] of await captionsOnPage(page)) expect(onServer.get(name)).toBe(caption);
    await page.getByRole('button', { name: 'Clear' }).click();
    // Said only where nothing is on the page.
    await page.getByText('Or paste them').waitFor();
    await page.reload();
    await page.getByText('Or paste them').waitFor();
    expect(await page.getByRole('listitem').count()).toBe(0);
    await close();
  });

  it('speaks Chinese, the server’s reasons included', async () => {
    const { page, complaints, close } = await openPage(server.browser, server.url, { locale: 'zh-CN' });
    const [photo = ''] = await server.photos(1, 5);
    await writeFile(join(dirname(photo), 'broken.png'), 'no picture');
    await choosePictures(page, [photo, join(dirname(photo), 'broken.png')]);
    await page.getByText('已完成 1 / 2 张图片 · 1 张失败').waitFor();
    expect(await page.locator('.picture-problem').textContent()).toMatch(/\p{Script=Han}/u);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });
});
