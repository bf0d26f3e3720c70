import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createServerLog, type ServerLog } from '../../src/logging/create-log.js';
import { logFileName, oldLogFiles, removeLogFiles } from '../../src/logging/log-files.js';
import { temporaryDirectory } from '../temporary-directory.js';

let directory: string;
let lines: string[];
let now: Date;
let opened: ServerLog;

beforeEach(async () => {
  directory = join(await temporaryDirectory(), 'logs');
  lines = [];
  now = new Date(2030, 0, 31, 23, 59, 59);
  opened = open();
});

function open(level = 'info'): ServerLog {
  const console = { write: (line: string) => lines.push(line) };
  return createServerLog({ level, directory, console, now: () => now });
}

async function messages(name: string): Promise<string[]> {
  const text = await readFile(join(directory, name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
}

/** Lets what was logged so far reach the disk. */
async function settled(): Promise<void> {
  await opened.close();
  opened = open();
}

describe('the log of the server', () => {
  it('goes to the console and to a file for each day of this time zone', async () => {
    opened.log.info('before midnight');
    opened.log.debug('not asked for');
    await settled();
    now = new Date(2030, 1, 1, 0, 0, 1);
    opened.log.info('after midnight');
    opened.log.info({ n: 1 }, 'a little later');
    await opened.close();
    expect(await readdir(directory)).toEqual(['caption_20300131.log', 'caption_20300201.log']);
    expect(await messages('caption_20300131.log')).toEqual(['before midnight']);
    expect(await messages('caption_20300201.log')).toEqual(['after midnight', 'a little later']);
    expect(lines).toHaveLength(3);
  });

  it('changes the file at midnight while it runs', async () => {
    opened.log.info('one');
    while ((await readdir(directory).catch(() => [])).length === 0) await new Promise(setImmediate);
    now = new Date(2030, 1, 1);
    opened.log.info('two');
    await opened.close();
    expect(await messages('caption_20300201.log')).toEqual(['two']);
  });

  it('goes on in the file of the day, for its owner alone', async () => {
    opened.log.info('first start');
    await settled();
    opened.log.info('second start');
    await opened.close();
    expect(await messages('caption_20300131.log')).toEqual(['first start', 'second start']);
    const { mode } = await stat(join(directory, 'caption_20300131.log'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('keeps the order of many lines', async () => {
    for (let line = 0; line < 5000; line++) opened.log.info(`line ${line}`);
    await opened.close();
    expect(await messages('caption_20300131.log')).toEqual(
      Array.from({ length: 5000 }, (_, line) => `line ${line}`),
    );
  });

  it('goes to the console alone where no file can be written, and says so once', async () => {
    await writeFile(directory, 'a file where the folder should be');
    for (let line = 0; line < 20; line++) {
      opened.log.info(`line ${line}`);
      await new Promise(setImmediate);
    }
    await opened.close();
    expect(lines.filter((line) => line.includes('cannot be written'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('"line '))).toHaveLength(20);
  });

  it('says when the same file can be written again', async () => {
    now = new Date(2030, 0, 31, 12);
    await writeFile(directory, 'a file where the folder should be');
    opened.log.info('lost');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await rm(directory);
    now = new Date(now.getTime() + 59_000);
    opened.log.info('lost too');
    await new Promise((resolve) => setTimeout(resolve, 50));
    now = new Date(now.getTime() + 2_000);
    opened.log.info('kept');
    await opened.close();
    expect(await messages('caption_20300131.log')).toEqual(['kept']);
    expect(lines.some((line) => line.includes('can be written again'))).toBe(true);
  });
});

describe('old log files', () => {
  it('are those of days before the days that are kept, and nothing else in the folder', async () => {
    await mkdir(directory);
    const today = new Date(2030, 2, 2, 15);
    const daysAgo = (days: number) => logFileName(new Date(2030, 2, 2 - days));
    const others = ['caption_2030.log', 'notes.txt', 'caption_20300101.log.gz'];
    for (const name of [...others, ...[0, 1, 14, 15, 40].map(daysAgo)])
      await writeFile(join(directory, name), 'four');
    const old = await oldLogFiles(directory, 14, today);
    expect(old.map(({ path, bytes }) => [path, bytes])).toEqual([
      [join(directory, 'caption_20300121.log'), 4],
      [join(directory, 'caption_20300215.log'), 4],
    ]);
    await removeLogFiles(old);
    expect(await readdir(directory)).toEqual(
      [...others, 'caption_20300216.log', 'caption_20300301.log', 'caption_20300302.log'].sort(),
    );
    expect(await oldLogFiles(join(directory, 'nowhere'), 1, today)).toEqual([]);
  });
});
