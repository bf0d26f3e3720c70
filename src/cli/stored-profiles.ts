import { access } from 'node:fs/promises';
import { embeddedModelName, migrationsDirectory } from '../config/paths.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { builtInProfiles } from '../profiles/built-in.js';
import { dataDirectoryAt, openDataDirectory, type DataDirectory } from '../storage/data-directory.js';
import { isUpToDate, openDatabase } from '../storage/database.js';
import { ProfileRecords, type ProfileRow, type ProfileValues } from '../storage/profile-records.js';
import { acquireServerLock, type ServerLock } from '../storage/server-lock.js';
import { lookForDevice } from './present-device.js';

/** A profile that may not have been stored yet. */
export type KnownProfile = Pick<ProfileRow, 'active'> & ProfileValues;

/**
 * The profiles of a data directory, the oldest first, and the built-in ones where none are stored yet. Works beside a
 * running server, and changes nothing.
 * @throws InvalidInputError when a server of an older version uses the data directory
 */
export async function readProfiles(data: string): Promise<KnownProfile[]> {
  const stored = await readStored(dataDirectoryAt(data));
  const model = defaultModelOf(stored);
  const names = new Set(stored.map(({ name }) => name));
  const hasActive = stored.some(({ active }) => active);
  const missing = builtInProfiles(model, await lookForDevice())
    .filter(({ name }) => !names.has(name))
    .map((values) => ({ ...values, active: !hasActive && values.name === 'auto' }));
  return [...stored, ...missing];
}

/** The model that profiles go by which do not name their own. */
export function defaultModelOf(profiles: readonly Pick<KnownProfile, 'builtIn' | 'model'>[]): string {
  return profiles.find(({ builtIn }) => builtIn)?.model ?? embeddedModelName;
}

/**
 * Changes the profiles of a data directory that no server uses.
 * @throws InvalidInputError when a server uses it
 */
export async function changeProfiles<Result>(
  data: string,
  change: (records: ProfileRecords) => Promise<Result>,
): Promise<Result> {
  const directory = await openDataDirectory(data);
  const lock = await lockForChange(directory);
  try {
    const database = await openDatabase(directory.database, migrationsDirectory);
    try {
      const records = new ProfileRecords(database);
      const model = (await records.defaultModel()) ?? embeddedModelName;
      await records.writeBuiltIns(builtInProfiles(model, await lookForDevice()));
      return await change(records);
    } finally {
      await database.$disconnect();
    }
  } finally {
    lock.release();
  }
}

async function readStored(directory: DataDirectory): Promise<ProfileRow[]> {
  const exists = await access(directory.database).then(
    () => true,
    () => false,
  );
  if (!exists) return [];
  // Bringing the database up to date under a running server would change what that one reads.
  const lock = (await isUpToDate(directory.database, migrationsDirectory))
    ? null
    : await acquireServerLock(directory.lock, directory.root);
  try {
    const database = await openDatabase(directory.database, migrationsDirectory);
    try {
      return await new ProfileRecords(database).all();
    } finally {
      await database.$disconnect();
    }
  } finally {
    lock?.release();
  }
}

async function lockForChange(directory: DataDirectory): Promise<ServerLock> {
  try {
    return await acquireServerLock(directory.lock, directory.root);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(
      `A server uses the data directory ${directory.root}. Change its profiles by its API ` +
        '(the mutations createProfile, updateProfile, activateProfile, setDefaultModel), or stop it first.',
    );
  }
}
