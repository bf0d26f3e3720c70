import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { expectAccessible, noBrowser, openBrowser, openPage } from './browser.js';

let browser: Browser;
let server: BuiltServer;
let data: string;

describe.skipIf(noBrowser !== null)('keys on the page', () => {
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'ofa-caption-keys-'));
    [browser, server] = await Promise.all([openBrowser(), BuiltServer.start(data)]);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop('SIGTERM');
    await rm(data, { recursive: true, force: true });
  });

  it('are made, shown once, and revoked; a client learns what it lacks', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin/keys`);
    await page.getByText('There is no key yet').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('radio', { name: /^Client/ }).check();
    await page.getByText('with the key of a client nobody gets into this part').waitFor();
    await page.getByRole('radio', { name: /^Admin/ }).check();
    await expectAccessible(page);
    await page.getByLabel('Name').fill('1');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await page.getByRole('dialog').locator('.field-problem').waitFor();

    // The first key is used where it was made.
    const admin = await create(page, 'operator', null);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('heading', { name: 'operator Admin' }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain(admin);
    expect(await statusWithout(server.url)).toBe(401);

    await page.getByRole('button', { name: 'New key' }).click();
    const client = await create(page, 'web page', 'Client');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('heading', { name: 'web page Client' }).waitFor();
    await expectAccessible(page);

    await asClient(client);
    await page.getByRole('button', { name: 'Revoke web page' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('The key “web page” is revoked.').waitFor();
    await page.getByRole('heading', { name: 'web page Client Revoked' }).waitFor();
    await close();
  });

  it('are asked for before anything is shown', async () => {
    const { page, close } = await openPage(browser, `${server.url}/admin/profiles`);
    await page.getByRole('dialog', { name: 'API key' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'This part is for admins' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Enter an admin key' }).click();
    await page.getByRole('dialog', { name: 'API key' }).waitFor();
    await close();
  });
});

/** @returns the secret, which is shown now */
async function create(page: Page, name: string, role: 'Client' | null): Promise<string> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  if (role !== null) await dialog.getByRole('radio', { name: new RegExp(`^${role}`) }).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  const shown = page.getByRole('dialog', { name: `The key “${name}”` });
  const secret = await shown.getByLabel('Key', { exact: true }).inputValue();
  expect(secret.length).toBeGreaterThan(20);
  return secret;
}

async function asClient(secret: string): Promise<void> {
  const { page, close } = await openPage(browser, `${server.url}/admin`);
  await page.getByRole('dialog', { name: 'API key' }).getByLabel('Key', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Use this key' }).click();
  await page.getByText('The key of this browser is that of a client').waitFor();
  expect(await page.getByRole('navigation', { name: 'Admin' }).count()).toBe(0);
  await expectAccessible(page);
  await close();
}

async function statusWithout(url: string): Promise<number> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ models { name } }' }),
  });
  return response.status;
}
