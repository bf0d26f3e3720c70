import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { migrationsDirectory } from '../../src/config/paths.js';
import { acquireServerLock } from '../../src/storage/server-lock.js';
import { openStorage } from './open-storage.js';

describe('the database', () => {
  it('keeps what it holds when it is opened again, and is written ahead', async () => {
    const first = await openStorage();
    await first.database.$disconnect();
    const second = await openStorage(first.directory.root);
    expect(second.profile.id).toBe(first.profile.id);
    expect(second.profile.active).toBe(true);
    const [mode] = await second.database.$queryRaw<{ journal_mode: string }[]>`PRAGMA journal_mode`;
    expect(mode?.journal_mode).toBe('wal');
    const applied = await second.database.$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM _prisma_migrations`;
    const known = await readdir(migrationsDirectory, { withFileTypes: true });
    const names = known.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(applied.map((row) => row.migration_name).sort()).toEqual(names.sort());
  });
});

describe('BlobStore', () => {
  it('stages bytes hashed, with their beginning, and keeps them by hash', async () => {
    const { blobs, directory } = await openStorage();
    const staged = await blobs.stage([Buffer.from('hello '), Buffer.from('world')]);
    expect(staged.sha256).toBe('b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9');
    expect(staged.bytes).toBe(11);
    expect(Buffer.from(staged.head).toString()).toBe('hello world');
    const path = await blobs.keep(staged);
    expect(await readFile(path, 'utf8')).toBe('hello world');
    expect(await blobs.has(staged.sha256)).toBe(true);
    expect(await readdir(directory.incoming)).toEqual([]);
  });

  it('leaves nothing behind when the bytes stop coming', async () => {
    const { blobs, directory } = await openStorage();
    async function* broken() {
      yield Buffer.from('half a pict');
      await Promise.resolve();
      throw new Error('connection reset');
    }
    await expect(blobs.stage(broken())).rejects.toThrow('connection reset');
    expect(await readdir(directory.incoming)).toEqual([]);
  });
});

describe('the server lock', () => {
  const holder = fileURLToPath(new URL('fixtures/lock-holder.js', import.meta.url));

  it('keeps a second server out while the first lives, and never after it died', async () => {
    const { directory } = await openStorage();
    const first = spawn(process.execPath, [holder, directory.lock], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(first.stdout, 'data');
    await expect(acquireServerLock(directory.lock, directory.root)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('--data') as string,
    });
    first.kill('SIGKILL');
    await once(first, 'exit');
    const lock = await acquireServerLock(directory.lock, directory.root);
    lock.release();
    (await acquireServerLock(directory.lock, directory.root)).release();
  });
});
