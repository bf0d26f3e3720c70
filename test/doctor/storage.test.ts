import { createClient } from '@libsql/client';
import { chmod, cp, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { migrationsDirectory } from '../../src/config/paths.js';
import { databaseChecks, historyOf } from '../../src/doctor/database-checks.js';
import { checkGraphs } from '../../src/doctor/graph-checks.js';
import { storageChecks } from '../../src/doctor/storage-checks.js';
import { graphVariant } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph } from '../../src/model/graph-cache.js';
import { readModelPackage } from '../../src/model/package.js';
import { dataDirectoryAt } from '../../src/storage/data-directory.js';
import { writeSmallModel } from '../model/small-model.js';
import { newCaption, openStorage, type Storage } from '../storage/open-storage.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { closeMachines, examinationWith, named, statuses } from './examination.js';

afterAll(closeMachines);

let root: string;
beforeEach(async () => {
  root = await temporaryDirectory();
});

const examined = (path = root) => examinationWith({ directory: dataDirectoryAt(path) });
const storageOf = async (path = root) => storageChecks(await examined(path), null);

describe('the data directory', () => {
  it('is in order when it is there, and when it is still to come', async () => {
    const storage = await openStorage(root);
    await storage.database.$disconnect();
    await chmod(root, 0o700);
    expect(new Set(Object.values(statuses(await storageOf())))).toEqual(new Set(['PASS']));
    const before = await readdir(root);
    const coming = await storageOf(join(root, 'a/b'));
    expect(named(coming, 'data-directory').detail.en).toContain('the first start makes it');
    expect(await readdir(root)).toEqual(before);
  });

  it('that is a file, or lies in one, fails', async () => {
    await writeFile(join(root, 'file'), '');
    expect(named(await storageOf(join(root, 'file')), 'data-directory').detail.en).toContain('is a file');
    expect(named(await storageOf(join(root, 'file/data')), 'data-directory').status).toBe('FAIL');
  });

  it.runIf(process.platform === 'linux')(
    'that cannot be written, even by root, fails with the words of the system',
    async () => {
      const found = named(await storageOf('/proc/self/data'), 'data-directory');
      expect(found.status).toBe('FAIL');
      expect(found.fix?.en).toContain('--data');
    },
  );

  it('with a file where logs go fails', async () => {
    await writeFile(join(root, 'logs'), '');
    expect(statuses(await storageOf())).toMatchObject({ logs: 'FAIL', 'data-directory': 'PASS' });
  });

  it('that others can read is told', async () => {
    await chmod(root, 0o755);
    const found = named(await storageOf(), 'data-permissions');
    expect(found.status).toBe('WARN');
    expect(found.fix?.en).toBe(`Run: chmod -R o-rwx ${root}`);
  });

  it.runIf(process.platform === 'linux')('on a disk without room fails', async () => {
    const found = named(await storageOf('/proc/self/data'), 'disk-space');
    expect(found.status).toBe('FAIL');
    expect(found.detail.en).toContain('0.0 GiB free');
  });
});

describe('the database', () => {
  let storage: Storage;
  const path = () => dataDirectoryAt(root).database;
  beforeEach(async () => {
    storage = await openStorage(root);
    for (let name = 0; name < 200; name++)
      await storage.changes.accept(newCaption(storage, `picture ${name}`));
  });
  const closed = async () => {
    await storage.database.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`;
    await storage.database.$disconnect();
  };

  it('is in order, also while a server uses it, and is not there before the first start', async () => {
    expect(new Set(Object.values(statuses(await databaseChecks(await examined()))))).toEqual(
      new Set(['PASS']),
    );
    await closed();
    const none = await databaseChecks(await examined(join(root, 'other')));
    expect(statuses(none)).toEqual({ database: 'PASS', migrations: 'SKIP', 'database-integrity': 'SKIP' });
  });

  it('that is none fails', async () => {
    await closed();
    await rm(path());
    await writeFile(path(), 'no database at all, whatever its name says '.repeat(100));
    const checks = await databaseChecks(await examined());
    expect(statuses(checks)).toEqual({ database: 'FAIL', migrations: 'SKIP', 'database-integrity': 'SKIP' });
    expect(named(checks, 'database').fix?.en).toContain('backup');
  });

  it('with pages that were overwritten fails, unless it is too large to be read while a server waits', async () => {
    await closed();
    const file = await open(path(), 'r+');
    const { size } = await file.stat();
    const noise = Buffer.alloc(4096, 0xa5);
    for (let at = Math.floor(size / 8192) * 4096; at < size; at += 4096)
      await file.write(noise, 0, noise.length, at);
    await file.close();
    const examination = await examined();
    expect(statuses(await databaseChecks(examination))).toMatchObject({ 'database-integrity': 'FAIL' });
    const spared = await databaseChecks({ ...examination, largestDatabase: 1000 });
    expect(named(spared, 'database-integrity')).toMatchObject({ status: 'SKIP' });
  });

  it('that lacks a migration is told, and one of a newer program fails', async () => {
    await closed();
    const client = createClient({ url: pathToFileURL(path()).href });
    const migrations = await temporaryDirectory();
    await cp(migrationsDirectory, migrations, { recursive: true });
    await mkdir(join(migrations, '99990101000000_later'));
    const examination = await examined();
    const pending = await databaseChecks({ ...examination, migrations });
    expect(named(pending, 'migrations')).toMatchObject({ status: 'WARN' });
    expect(named(pending, 'migrations').detail.en).toContain('99990101000000_later');
    await client.execute(
      `UPDATE _prisma_migrations SET migration_name = '99990101000000_later' WHERE rowid = (SELECT MIN(rowid) FROM _prisma_migrations)`,
    );
    client.close();
    expect(named(await databaseChecks(examination), 'migrations')).toMatchObject({ status: 'FAIL' });
  });

  it('tells with which model the last caption was made and how long runs took', async () => {
    const run = {
      model: 'ofa-mini-en',
      device: 'CPU',
      precision: 'FP32' as const,
      tokens: 9,
      succeeded: true,
      startedAt: new Date(),
    };
    await storage.database.inferenceRun.createMany({
      data: [
        { ...run, batchSize: 8, durationMs: 321 },
        { ...run, batchSize: 64, durationMs: 9000 },
        { ...run, batchSize: 1, durationMs: 5000, succeeded: false },
        { ...run, batchSize: 1, durationMs: 7000, model: 'another' },
      ],
    });
    const history = await historyOf(await examined());
    expect(history).toEqual({ hash: 'cd'.repeat(32), runs: { count: 1, longestMs: 321 } });
  });
});

describe('compiled graphs', () => {
  it('are whole, or are told by name', async () => {
    const directory = await writeSmallModel();
    const model = await readModelPackage(directory);
    const { graphs } = dataDirectoryAt(root);
    expect((await checkGraphs(await examined())).detail.en).toContain('No graph is compiled yet');
    const { path, key } = await ensureGraph(model, graphVariant(model), graphs);
    expect((await checkGraphs(await examined())).status).toBe('PASS');
    await writeFile(path, 'half of a graph');
    const damaged = await checkGraphs(await examined());
    expect(damaged.status).toBe('WARN');
    expect(damaged.detail.en).toContain(key);
  });
});
