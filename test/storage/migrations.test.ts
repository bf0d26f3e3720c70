import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { migrationsDirectory } from '../../src/config/paths.js';
import { openDatabase } from '../../src/storage/database.js';
import { applyMigrations } from '../../src/storage/migrations.js';
import { autoProfile } from '../../src/profiles/built-in.js';
import { newCaption, openStorage } from './open-storage.js';

/** The migrations before those of statistics, keys and upkeep. */
const earlier = ['20261122000000_captions', '20261122120000_profile_parameters'];

it('a database from before there were keys and statistics is brought up to date and keeps what it holds', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ofa-caption-migrations-'));
  const migrations = join(folder, 'migrations');
  for (const name of earlier) {
    await cp(join(migrationsDirectory, name), join(migrations, name), { recursive: true });
  }
  const path = join(folder, 'captions.db');
  const client = createClient({ url: pathToFileURL(path).href });
  expect(await applyMigrations(client, migrations)).toEqual(earlier);
  await client.execute(
    `INSERT INTO CaptionJob (idempotencyKey, requestHash, status, total, createdAt) VALUES ('once', 'hash', 'QUEUED', 1, 0)`,
  );
  client.close();
  const database = await openDatabase(path, migrationsDirectory);
  const [job] = await database.captionJob.findMany();
  expect(job).toMatchObject({ idempotencyKey: 'once', ownerId: null });
  const again = database.captionJob.create({
    data: { idempotencyKey: 'once', requestHash: 'hash', status: 'QUEUED', total: 1, createdAt: new Date() },
  });
  await expect(again).rejects.toMatchObject({ code: 'P2002' });
  expect(await database.alertRule.count()).toBe(0);
  expect(await database.statisticsSpan.count()).toBe(0);
  await database.$disconnect();
  const all = (await readdir(migrationsDirectory, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  );
  expect(all.length).toBeGreaterThan(earlier.length);
});

it('a caption of a profile that is deleted while the picture arrives is stored without it', async () => {
  const storage = await openStorage();
  const { id: gone } = await storage.profiles.create({
    ...autoProfile('ofa-mini-en', { kind: 'CPU' }),
    name: 'gone',
    builtIn: false,
  });
  const caption = { ...newCaption(storage, 'a.png'), profileId: gone };
  await storage.profiles.delete(gone);
  const accepted = await storage.changes.accept(caption);
  expect(accepted).toMatchObject({ status: 'QUEUED', profileId: null });
  const error = { code: 'BAD_IMAGE', message: 'no picture' } as const;
  const failed = await storage.changes.acceptFailed(caption, error, new Date());
  expect(failed).toMatchObject({ status: 'FAILED', profileId: null });
  const job = await storage.changes.acceptJob(
    { idempotencyKey: null, requestHash: 'hash', createdAt: new Date() },
    [caption, caption],
  );
  const ofJob = await storage.database.caption.findMany({ where: { jobId: job.id } });
  expect(ofJob.map(({ profileId }) => profileId)).toEqual([null, null]);
  expect(await storage.database.captionJob.count()).toBe(1);
});
