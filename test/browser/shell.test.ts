import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { expectAccessible, noBrowser, openBrowser, openPage } from './browser.js';

let browser: Browser;
let server: BuiltServer;
let data: string;

describe.skipIf(noBrowser !== null)('the frame of the page', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'ofa-caption-page-'));
    [browser, server] = await Promise.all([openBrowser(), BuiltServer.start(data)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop('SIGTERM');
    await rm(data, { recursive: true, force: true });
  });

  it('leads from view to view, by the address and by the keyboard', async () => {
    const { page, complaints, close } = await openPage(browser, server.url);
    const navigation = page.getByRole('navigation', { name: 'Views' });
    for (const name of ['History', 'Admin', 'For developers', 'Caption']) {
      await navigation.getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(await navigation.locator('[aria-current=page]').textContent()).toBe(name);
      await expectAccessible(page);
    }
    await page.goto(`${server.url}/developers`);
    await page.getByRole('heading', { level: 1, name: 'For developers' }).waitFor();
    expect(await page.title()).toContain('For developers');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('content');
    expect(complaints).toEqual([]);
    await close();
  });

  it('speaks the language of the browser, then the one that was chosen', async () => {
    const { page, close } = await openPage(browser, server.url, { locale: 'zh-CN' });
    await page.getByRole('link', { name: '历史' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await page.getByRole('button', { name: '语言' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('link', { name: 'History' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'History' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await close();
  });

  it('keeps the theme that was chosen', async () => {
    const { page, close } = await openPage(browser, server.url, { colorScheme: 'light' });
    const canvas = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await canvas();
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.locator('html[data-theme=dark]').waitFor();
    const dark = await canvas();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await canvas()).toBe(dark);
    await close();
  });
});
