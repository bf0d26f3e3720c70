import { migrationsDirectory } from '../config/paths.js';
import { ApiKeyRecords } from '../storage/api-key-records.js';
import { BlobStore } from '../storage/blobs.js';
import { CaptionRecords } from '../storage/caption-records.js';
import { openDataDirectory, type DataDirectory } from '../storage/data-directory.js';
import { openDatabase, type Database } from '../storage/database.js';
import { JobRecords } from '../storage/job-records.js';
import { ProfileRecords } from '../storage/profile-records.js';
import { RunRecords } from '../storage/run-records.js';
import { acquireServerLock } from '../storage/server-lock.js';
import type { Undo } from './undo.js';

/** What outlives a server, held by this one alone. */
export interface OpenStorage {
  readonly directory: DataDirectory;
  readonly database: Database;
  readonly blobs: BlobStore;
  readonly records: CaptionRecords;
  readonly runs: RunRecords;
  readonly jobRecords: JobRecords;
  readonly keyRecords: ApiKeyRecords;
  readonly storedProfiles: ProfileRecords;
}

/** @throws InvalidInputError when another server uses the data directory */
export async function openStorage(path: string, undo: Undo): Promise<OpenStorage> {
  const directory = await openDataDirectory(path);
  const lock = await acquireServerLock(directory.lock, directory.root);
  undo.add(() => {
    lock.release();
  });
  const database = await openDatabase(directory.database, migrationsDirectory);
  undo.add(() => database.$disconnect());
  const blobs = new BlobStore(directory.blobs, directory.incoming);
  await blobs.clearIncoming();
  return {
    directory,
    database,
    blobs,
    records: new CaptionRecords(database),
    runs: new RunRecords(database),
    jobRecords: new JobRecords(database),
    keyRecords: new ApiKeyRecords(database),
    storedProfiles: new ProfileRecords(database),
  };
}
