import { stat } from 'node:fs/promises';
import * as say from '../messages/about-doctor-storage.js';
import { largestBatch } from '../profiles/batch-size.js';
import { inspectDatabase, modelHistory, type ModelHistory } from '../storage/database-inspection.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('storage');

const MiB = 2 ** 20;
const noHistory: ModelHistory = { hash: null, runs: null };

/** Whether the database opens, is up to date and whole. */
export async function databaseChecks(examination: Examination): Promise<DoctorCheck[]> {
  const { directory, migrations, largestDatabase } = examination;
  const { database } = directory;
  const found = await stat(database).catch(() => null);
  const rest = ['migrations', 'database-integrity'] as const;
  if (found === null) {
    return [
      checks.pass('database', say.folderToCome(database)),
      ...rest.map((name) => checks.skip(name, say.folderToCome(database))),
    ];
  }
  try {
    const checkIntegrity = found.size <= largestDatabase;
    const { pending, foreign, damage } = await inspectDatabase(database, { migrations, checkIntegrity });
    return [
      checks.pass('database', say.databaseOpens(database, found.size / MiB)),
      checkMigrations(pending, foreign),
      checkIntegrityOf(database, damage, found.size / MiB, largestDatabase / MiB),
    ];
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return [
      checks.fail('database', say.databaseBroken(database, cause), say.restoreDatabase()),
      ...rest.map((name) => checks.skip(name, say.databaseNotRead())),
    ];
  }
}

/** What earlier captions and runs of the profile's model tell; nothing where the database does not. */
export async function historyOf({ directory, profile }: Examination): Promise<ModelHistory> {
  if ((await stat(directory.database).catch(() => null)) === null) return noHistory;
  // What keeps it from being read is told by the checks of the database.
  return modelHistory(directory.database, profile.model, largestBatch(profile)).catch(() => noHistory);
}

function checkMigrations(pending: readonly string[], foreign: readonly string[]): DoctorCheck {
  if (foreign.length > 0)
    return checks.fail('migrations', say.migrationsForeign(foreign), say.updateProgram());
  return pending.length > 0
    ? checks.warn('migrations', say.migrationsPending(pending), say.restartServer())
    : checks.pass('migrations', say.migrationsApplied());
}

function checkIntegrityOf(
  path: string,
  damage: readonly string[] | null,
  mebibytes: number,
  most: number,
): DoctorCheck {
  const name = 'database-integrity';
  if (damage === null) return checks.skip(name, say.databaseTooLarge(mebibytes, most));
  return damage.length === 0
    ? checks.pass(name, say.databaseWhole())
    : checks.fail(name, say.databaseBroken(path, damage.join('; ')), say.restoreDatabase());
}
