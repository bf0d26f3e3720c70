import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { acquireServerLock } from '../../src/storage/server-lock.js';
import { runProgram } from '../cli/run-program.js';
import { openStorage } from '../storage/open-storage.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { openRetention } from './open-retention.js';

let data: string;

beforeEach(async () => {
  const opened = await openRetention();
  data = opened.storage.directory.root;
  await opened.caption('old', new Date(Date.now() - 100 * 24 * 3_600_000));
  await opened.caption('young', new Date());
  await opened.storage.database.$disconnect();
});

async function captions(): Promise<(string | null)[]> {
  const { database } = await openStorage(data);
  const rows = await database.caption.findMany();
  await database.$disconnect();
  return rows.map(({ text }) => text);
}

describe('ofa-caption prune', () => {
  it('says what it would remove, and then removes it', async () => {
    const options = ['prune', '--data', data, '--keep-captions-days', '30'];
    const dry = await runProgram([...options, '--dry-run']);
    expect(dry).toEqual({
      status: 0,
      stdout: 'Would remove 1 caption, 0 jobs, 1 picture, 0 runs, 0 log files; 0.0 MB (8 bytes).\n',
      stderr: '',
    });
    expect(await captions()).toHaveLength(2);
    const pruned = await runProgram(options);
    expect(pruned).toMatchObject({ status: 0, stdout: dry.stdout.replace('Would remove', 'Removed') });
    expect(await captions()).toEqual(['text of young']);
  });

  it('removes no caption unless it is told to', async () => {
    const { status, stdout } = await runProgram(['prune', '--data', data]);
    expect([status, stdout]).toEqual([
      0,
      'Removed 0 captions, 0 jobs, 0 pictures, 0 runs, 0 log files; 0.0 MB (0 bytes).\n',
    ]);
    expect(await captions()).toHaveLength(2);
  });

  it('tells what to do instead while a server runs', async () => {
    const lock = await acquireServerLock(join(data, 'server.lock'), data);
    const { status, stderr } = await runProgram(['prune', '--data', data, '--keep-captions-days', '30']);
    lock.release();
    expect(status).toBe(2);
    expect(stderr).toContain('prunes every hour by itself');
    expect(await captions()).toHaveLength(2);
  });

  it('makes no data directory where there is none', async () => {
    const nowhere = join(await temporaryDirectory(), 'typo');
    const { status, stderr } = await runProgram(['prune', '--data', nowhere]);
    expect(status).toBe(2);
    expect(stderr).toContain('no data directory');
    await expect(runProgram(['prune', '--data', nowhere])).resolves.toMatchObject({ status: 2 });
  });
});
