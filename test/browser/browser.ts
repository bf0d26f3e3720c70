import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Chromium of the system, or the one that `CHROMIUM` names. */
const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why tests in a browser cannot run here; null when they can. */
export const noBrowser = existsSync(program) ? null : `there is no ${program}; CHROMIUM may name another one`;

export function openBrowser(): Promise<Browser> {
  // Chromium's own sandbox needs rights that root in a container does not have.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: program, args });
}

export interface WatchedPage {
  readonly page: Page;
  /** What the browser complained about, such as a breach of the content security policy. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** A window of its own, with nothing stored, that notes what the browser complains about. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints, close: () => context.close() };
}

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface AxeReport {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[];
  }[];
}

/** Checks what is shown now against WCAG 2.2 A and AA, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const report = await runAxe(page);
    const found = report.violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (node) => `${colorScheme}: ${id} at ${JSON.stringify(node.target)}: ${node.failureSummary ?? ''}`,
      ),
    );
    expect(found).toEqual([]);
  }
}

async function runAxe(page: Page): Promise<AxeReport> {
  // Evaluated by the debugger: the policy of the page would forbid a script element.
  await page.evaluate(await readAxe());
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  return page.evaluate<AxeReport>(`axe.run(document, ${JSON.stringify({ runOnly: tags })})`);
}

let axeSource: Promise<string> | null = null;

function readAxe(): Promise<string> {
  return (axeSource ??= readFile(axe, 'utf8'));
}
