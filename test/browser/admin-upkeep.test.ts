import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { expectAccessible, noBrowser, openBrowser, openPage } from './browser.js';

let browser: Browser;
let server: BuiltServer;
let data: string;

describe.skipIf(noBrowser !== null)('models, doctor and alerts on the page', () => {
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'ofa-caption-upkeep-'));
    [browser, server] = await Promise.all([openBrowser(), BuiltServer.start(data)]);
    await server.ready();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop('SIGTERM');
    await rm(data, { recursive: true, force: true });
  });

  it('lists the models, and gives commands to bring others in', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/admin/models`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const model = page.getByRole('listitem').filter({ hasText: 'ofa-mini-en' });
    await model.getByText('Default', { exact: true }).waitFor();
    await model.getByText('Loaded', { exact: true }).waitFor();
    await model.getByText('224 × 224 px').waitFor();
    await page.getByRole('button', { name: /Copy: ofa-caption models import/ }).click();
    await page.getByRole('status').getByText('Copied.').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('ofa-caption models import');
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('makes another model the default one', async () => {
    await importModel(data, 'second');
    const { page, close } = await openPage(browser, `${server.url}/admin/models`);
    const second = page.getByRole('listitem').filter({ hasText: 'second' });
    const embedded = page.getByRole('listitem').filter({ hasText: 'ofa-mini-en' });
    await second.getByRole('button', { name: 'Make default: second' }).click();
    await page.getByText('“second” is the default model now.').waitFor();
    await second.getByText('Loaded', { exact: true }).waitFor();
    expect(await page.locator(':focus').textContent()).toBe('second');
    await expectAccessible(page);
    await embedded.getByRole('button', { name: 'Make default: ofa-mini-en' }).click();
    await page.getByText('“ofa-mini-en” is the default model now.').waitFor();
    await close();
  });

  it('examines the server, by groups, and again when asked to', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/admin/doctor`);
    const storage = page.getByRole('region', { name: 'Storage' });
    await storage.getByText('SQLite', { exact: false }).waitFor();
    await page.getByText(/All is well\.|with reservations/).waitFor();
    expect(await storage.getByRole('listitem').filter({ hasText: 'In order' }).count()).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Examine again' }).click();
    await page.getByRole('button', { name: 'Examine again' }).and(page.locator(':enabled')).waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('changes a rule, shows the alert that it raises as it comes, and has it acknowledged', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/admin/alerts`);
    await page.getByText('Nothing is wrong at this moment.').waitFor();
    const rule = page.getByRole('form', { name: 'Disk space' });
    await rule.getByLabel('Space free at most (MiB)').fill('0');
    await rule.getByText('From 1 to 1,000,000,000.').waitFor();
    await rule.getByRole('button', { name: 'Save: Disk space' }).click();
    expect(await rule.getByLabel('Space free at most (MiB)').getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page);

    await rule.getByLabel('Space free at most (MiB)').fill('1000000000');
    await rule.getByLabel('For so long (seconds)').fill('1');
    await rule.getByLabel('Severity').selectOption('WARNING');
    await rule.getByRole('button', { name: 'Save: Disk space' }).click();
    await page.getByText('The rule “Disk space” is saved.').waitFor();
    const open = page.getByRole('region', { name: 'Open' });
    await open.getByRole('listitem').filter({ hasText: 'The disk with the data directory' }).waitFor();
    await open.getByRole('status').getByText('New alert:').waitFor({ state: 'attached' });
    await open.getByRole('button', { name: 'Acknowledge: Disk space' }).click();
    await page.getByText('The alert is acknowledged.').waitFor();
    await open.getByText(/ · seen /).waitFor();
    await expectAccessible(page);

    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByText('1 open alert.').waitFor();
    await page.getByRole('link', { name: 'To the alerts' }).click();
    await rule.getByRole('switch', { name: 'On' }).uncheck();
    await rule.getByRole('button', { name: 'Save: Disk space' }).click();
    const past = page.getByRole('region', { name: 'Past' });
    await past.getByRole('listitem').filter({ hasText: ' · over ' }).waitFor();
    await page.getByText('Nothing is wrong at this moment.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('speaks Chinese, what comes from the server too', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin`, { locale: 'zh-CN' });
    await page.getByRole('heading', { level: 1, name: '管理概览' }).waitFor();
    await page.getByRole('region', { name: '推理引擎' }).getByText('就绪').waitFor();
    await page.getByRole('link', { name: '诊断' }).click();
    await page.getByRole('region', { name: '存储' }).getByText('正常').first().waitFor();
    await page.getByRole('region', { name: '系统' }).getByText('需要').first().waitFor();
    await page.getByRole('link', { name: '告警' }).click();
    await page.getByText('数据目录所在磁盘的可用空间').waitFor();
    await page.getByRole('link', { name: '配置方案' }).click();
    await page.getByRole('link', { name: '新建配置方案' }).click();
    await page.getByLabel('名称', { exact: true }).fill('我的');
    await page.getByLabel('批大小').fill('0');
    await page.getByRole('button', { name: '创建' }).click();
    await page.getByText('batchSize 必须是 1 到 256 之间的整数，而不是 0。').waitFor();
    await expectAccessible(page);
    await close();
  });

  it('says in words that the server is gone, and goes on when it is asked to', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin/models`);
    await page.getByRole('listitem').filter({ hasText: 'ofa-mini-en' }).waitFor();
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('link', { name: 'Keys' }).click();
    await page.getByText('The server cannot be reached.').waitFor();
    await expectAccessible(page);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('There is no key yet').waitFor();
    await close();
  });
});

/** As somebody would beside the running server: the embedded model under another name. */
async function importModel(dataDirectory: string, name: string): Promise<void> {
  const program = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const model = fileURLToPath(new URL('../../models/ofa-mini-en', import.meta.url));
  const options = ['models', 'import', model, '--name', name, '--data', dataDirectory];
  await promisify(execFile)(process.execPath, [program, ...options]);
}
