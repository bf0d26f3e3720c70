import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { expect, it } from 'vitest';
import { migrationsDirectory } from '../../src/config/paths.js';
import { openDatabase } from '../../src/storage/database.js';
import { applyMigrations } from '../../src/storage/migrations.js';

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
