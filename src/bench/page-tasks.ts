import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { manySmallPictures, writePictures } from './bench-pictures.js';
import { BenchServer, type BenchServerSettings } from './bench-server.js';
import { processUsage } from './process-usage.js';

export interface PageFigures {
  readonly pictures: number;
  /** From the choice of the files to the last caption. */
  readonly seconds: number;
  /** Tasks of the page's main thread that blocked it for longer than 50 ms, of how many milliseconds. */
  readonly longTasksMs: readonly number[];
  /** Rows that were in the document at the end. */
  readonly rows: number;
  readonly serverPeakMiB: number | null;
}

/** Long tasks are what browsers call those over 50 ms (W3C Long Tasks). */
const noteLongTasks = `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
`;

/**
 * A thousand small pictures, chosen at once on the page in a real browser, while somebody scrolls through the list.
 * @returns why it could not be measured, where there is no browser
 */
export async function pageTasks(
  serve: BenchServerSettings,
  scratch: string,
  count: number,
): Promise<PageFigures | string> {
  const browserPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(browserPath)) return `there is no ${browserPath}; CHROMIUM may name another one`;
  // A tool of developers, absent where only the program was installed.
  const playwright = await import('playwright-core').catch(() => null);
  if (playwright === null) return 'playwright-core is not installed';
  const files = await writePictures(join(scratch, 'small-pictures'), await manySmallPictures(count));
  const server = await BenchServer.start(serve);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await playwright.chromium.launch({ executablePath: browserPath, args });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(noteLongTasks);
    await page.goto(server.url);
    const started = performance.now();
    await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles(files);
    await scrollUntilDone(page);
    return {
      pictures: count,
      seconds: (performance.now() - started) / 1000,
      longTasksMs: await page.evaluate<number[]>('window.longTasks'),
      rows: await page.locator('.picture-row').count(),
      serverPeakMiB: (await processUsage(server.pid))?.peakMiB ?? null,
    };
  } finally {
    await browser.close();
    server.kill();
  }
}

/** Scrolls down by a screen and up again while captions come, as somebody who watches does. */
async function scrollUntilDone(page: Page): Promise<void> {
  const done = page.locator('.summary [role=progressbar][aria-valuenow="100"]');
  for (let turn = 0; (await done.count()) === 0; turn++) {
    await page.mouse.wheel(0, turn % 20 < 10 ? 800 : -800);
    await page.waitForTimeout(250);
  }
}
