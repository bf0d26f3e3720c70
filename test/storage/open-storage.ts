import { migrationsDirectory, embeddedModelDirectory } from '../../src/config/paths.js';
import { builtInProfiles } from '../../src/profiles/built-in.js';
import { BlobStore } from '../../src/storage/blobs.js';
import { CaptionChanges } from '../../src/storage/caption-changes.js';
import type { NewCaption } from '../../src/storage/caption-columns.js';
import { CaptionRecords } from '../../src/storage/caption-records.js';
import { openDataDirectory, type DataDirectory } from '../../src/storage/data-directory.js';
import { openDatabase, type Database } from '../../src/storage/database.js';
import { JobRecords } from '../../src/storage/job-records.js';
import { ProfileRecords, type ProfileRow } from '../../src/storage/profile-records.js';
import { RunRecords } from '../../src/storage/run-records.js';
import { temporaryDirectory } from '../temporary-directory.js';

export interface Storage {
  readonly directory: DataDirectory;
  readonly database: Database;
  readonly captions: CaptionRecords;
  readonly changes: CaptionChanges;
  readonly jobs: JobRecords;
  readonly runs: RunRecords;
  readonly profiles: ProfileRecords;
  readonly blobs: BlobStore;
  readonly profile: ProfileRow;
}

/** A fresh data directory, or the one given, as the server opens it. */
export async function openStorage(root?: string): Promise<Storage> {
  const directory = await openDataDirectory(root ?? (await temporaryDirectory()));
  const database = await openDatabase(directory.database, migrationsDirectory);
  const profiles = new ProfileRecords(database);
  await profiles.writeBuiltIns(builtInProfiles('ofa-mini-en', { kind: 'CPU' }));
  return {
    directory,
    database,
    captions: new CaptionRecords(database),
    changes: new CaptionChanges(database),
    jobs: new JobRecords(database),
    runs: new RunRecords(database),
    profiles,
    blobs: new BlobStore(directory.blobs, directory.incoming),
    profile: await profiles.active(),
  };
}

export const modelDirectory = embeddedModelDirectory;

/** A caption of a picture that never was. */
export function newCaption(storage: Storage, name: string): NewCaption {
  return {
    image: { name, url: null, sha256: 'ab'.repeat(32), bytes: 3, width: 2, height: 1, format: 'png' },
    modelName: 'ofa-mini-en',
    modelHash: 'cd'.repeat(32),
    profileId: storage.profile.id,
    alternativesWanted: 1,
    timeoutMs: 30_000,
    priority: 'NORMAL',
    reuse: true,
    seed: null,
    resultKey: null,
    createdAt: new Date(),
  };
}
