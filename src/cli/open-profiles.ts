import type { DeviceRegistry } from '../devices/device-registry.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { modelGone } from '../messages/about-profiles.js';
import type { ModelPackages } from '../model/library/model-packages.js';
import { builtInProfiles } from '../profiles/built-in.js';
import { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { ProfileOverrides } from '../profiles/profile-overrides.js';
import type { ProfileRecords } from '../storage/profile-records.js';
import { presentDevice } from './present-device.js';

/**
 * The profiles as a server has them, those that come with the program brought up to date.
 * @throws InvalidInputError when the server cannot start as the active one says
 */
export async function openProfiles(
  stored: ProfileRecords,
  models: ModelPackages,
  devices: DeviceRegistry,
  overrides: ProfileOverrides,
): Promise<EffectiveProfiles> {
  const model = (await stored.defaultModel()) ?? models.modelLibrary.embeddedName;
  await stored.writeBuiltIns(builtInProfiles(model, presentDevice(devices)));
  const profiles = new EffectiveProfiles(stored, overrides, (name) => models.has(name));
  const active = await profiles.active();
  profiles.checkUsable(active);
  if (!(await models.has(active.model))) throw new InvalidInputError(modelGone(active.name, active.model));
  return profiles;
}
