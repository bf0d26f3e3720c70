import { stat } from 'node:fs/promises';
import { migrationsDirectory } from '../config/paths.js';
import type { DeviceRegistry } from '../devices/device-registry.js';
import { CodedError } from '../errors/coded-error.js';
import { unknownProfile } from '../messages/about-options.js';
import { builtInProfiles } from '../profiles/built-in.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import { overridden, type ProfileOverrides } from '../profiles/profile-overrides.js';
import { canonicalName } from '../profiles/profile-parameters.js';
import type { DataDirectory } from '../storage/data-directory.js';
import { isUpToDate, openDatabase } from '../storage/database.js';
import { ProfileRecords, type ProfileRow } from '../storage/profile-records.js';
import { presentDevice } from './present-device.js';
import { defaultModelOf } from './stored-profiles.js';

/**
 * The profile that a server would start with, or the named one. Changes nothing: of a database that cannot be read as it
 * is, the profiles that come with the program are taken.
 * @throws NOT_FOUND for a name that no profile has
 */
export async function profileToExamine(
  { database }: DataDirectory,
  name: string | undefined,
  devices: DeviceRegistry,
  overrides: ProfileOverrides,
): Promise<ProfileParameters> {
  const stored = await storedProfiles(database);
  const builtIns = builtInProfiles(defaultModelOf(stored), presentDevice(devices));
  const active = stored.find((profile) => profile.active)?.name ?? 'auto';
  const wanted = canonicalName(name ?? active);
  // Those that came with the program are for this machine, whatever a server stored last.
  const found =
    stored.find((profile) => profile.name === wanted && !profile.builtIn) ??
    builtIns.find((profile) => profile.name === wanted);
  if (found === undefined) throw new CodedError('NOT_FOUND', unknownProfile(wanted));
  return overridden<ProfileParameters>(found, overrides);
}

async function storedProfiles(path: string): Promise<ProfileRow[]> {
  if ((await stat(path).catch(() => null)) === null) return [];
  try {
    if (!(await isUpToDate(path, migrationsDirectory))) return [];
    const database = await openDatabase(path, migrationsDirectory);
    try {
      return await new ProfileRecords(database).all();
    } finally {
      await database.$disconnect();
    }
  } catch {
    // What is wrong with it is what the doctor tells.
    return [];
  }
}
