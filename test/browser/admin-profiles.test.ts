import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { expectAccessible, noBrowser, openBrowser, openPage } from './browser.js';

let browser: Browser;
let server: BuiltServer;
let data: string;

describe.skipIf(noBrowser !== null)('profiles on the page', () => {
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'ofa-caption-profiles-'));
    browser = await openBrowser();
    server = await BuiltServer.start(data, '--timeout-ms', '20000');
    await server.ready();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop('SIGTERM');
    await rm(data, { recursive: true, force: true });
  });

  it('are compared side by side, with what differs from the active one marked', async () => {
    const { page, complaints, close } = await openPage(browser, `${server.url}/admin/profiles`);
    const batchSize = page.getByRole('row', { name: /^Batch size/ });
    await batchSize.getByRole('cell', { name: '1 (differs)' }).first().waitFor();
    expect(await batchSize.getByRole('cell', { name: '8', exact: true }).count()).toBe(1);
    const decoding = page.getByRole('row', { name: /^Decoding/ });
    expect(await decoding.count()).toBe(0);
    await page.getByRole('checkbox', { name: 'Only what differs' }).uncheck();
    await decoding.waitFor();
    await page.getByText('Recommended for this device').waitFor();
    await expectAccessible(page);
    expect(complaints).toEqual([]);
    await close();
  });

  it('are created, refused with reasons, changed, activated and deleted', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin/profiles`);
    await page.getByRole('link', { name: 'New profile', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'New profile' }).waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Create' }).click();
    await expectProblem(page, 'Name', /1 to 64 letters/);
    await page.getByLabel('Name', { exact: true }).fill('夜间 batch');
    await page.getByLabel('Batch size').fill('500');
    await page.getByRole('button', { name: 'Create' }).click();
    await expectProblem(page, 'Batch size', 'batchSize must be a whole number from 1 to 256, not 500.');
    await page.getByLabel('Batch size').fill('2');
    await page.getByLabel('Device', { exact: true }).selectOption('CPU');
    await page.getByLabel('Precision', { exact: true }).selectOption('FP16');
    await expectProblem(page, 'Precision', /runs on a GPU only, and device is CPU/);
    await expectAccessible(page);
    await page.getByLabel('Precision', { exact: true }).selectOption('FP32');
    await page.getByRole('switch', { name: 'Monitoring' }).uncheck();
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('“夜间 batch” is created.').waitFor();
    expect(await stored('夜间 batch')).toMatchObject({ batchSize: 2, device: 'CPU', monitoring: false });

    await page.getByRole('link', { name: 'Edit 夜间 batch' }).click();
    await page.getByRole('heading', { level: 1, name: 'Edit “夜间 batch”' }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('auto');
    await page.getByRole('button', { name: 'Save' }).click();
    await expectProblem(page, 'Name', 'There is a profile named "auto" already.');
    await page.getByLabel('Name', { exact: true }).fill('nights');
    await page.getByLabel('Seed').fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('“nights” is saved.').waitFor();
    expect(await stored('nights')).toMatchObject({ seed: 7, batchSize: 2 });

    await page.getByRole('button', { name: 'Activate nights' }).click();
    await page.getByText('“nights” is active now.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'nights' }).getByText('Active').waitFor();
    expect(await stored(null)).toMatchObject({ name: 'nights' });
    expect(await page.getByRole('button', { name: 'Delete nights' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Activate auto' }).click();
    await page.getByText('“auto” is active now.').waitFor();

    await page.getByRole('button', { name: 'Delete nights' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await stored('nights')).not.toBeNull();
    await page.getByRole('button', { name: 'Delete nights' }).click();
    await expectAccessible(page);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('“nights” is deleted.').waitFor();
    expect(await stored('nights')).toBeNull();
    await close();
  });

  it('say at the field what the server was started with and cannot be changed', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin/profiles/new?from=production`);
    await page.getByText('With the values of “production”.').waitFor();
    expect(await page.getByLabel('Batch size').inputValue()).toBe('4');
    expect(await page.getByLabel('Time limit (ms)').inputValue()).toBe('20000');
    await page.getByLabel('Name', { exact: true }).fill('quick');
    await page.getByLabel('Time limit (ms)').fill('5000');
    await page.getByRole('button', { name: 'Create' }).click();
    await expectProblem(page, 'Time limit (ms)', /is set for every profile by --timeout-ms/);
    expect(await stored('quick')).toBeNull();
    await close();
  });

  it('that came with the program are shown, not changed', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin/profiles/edit/low-memory`);
    await page.getByText('This profile came with the program').waitFor();
    expect(await page.getByLabel('Batch size').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0);
    await expectAccessible(page);
    await close();
  });
});

/** Beneath the field, which has the focus of whoever tried to save. */
async function expectProblem(page: Page, label: string, words: string | RegExp): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await page.locator('.field-problem').getByText(words).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = (await field.getAttribute('aria-describedby')) ?? '';
  const problem = page.locator(`[id="${described.split(' ')[0] ?? ''}"]`);
  expect(await problem.textContent()).toMatch(words);
}

async function stored(name: string | null): Promise<object | null> {
  const query = 'query ($name: String) { profile(name: $name) { name batchSize device monitoring seed } }';
  const { data } = await new CaptionClient(server.url).query<{ profile: object | null }>(query, { name });
  return data?.profile ?? null;
}
