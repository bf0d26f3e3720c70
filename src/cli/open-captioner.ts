import type { Command } from 'commander';
import { Captioner } from '../captions/captioner.js';
import { DeviceRegistry } from '../devices/device-registry.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { unknownProfile } from '../messages/about-options.js';
import { modelGone } from '../messages/about-profiles.js';
import { ModelPackages } from '../model/library/model-packages.js';
import type { Precision } from '../model/precision.js';
import { largestBatch } from '../profiles/batch-size.js';
import { builtInProfiles } from '../profiles/built-in.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import { canonicalName } from '../profiles/profile-parameters.js';
import { checkUsable, overridden, type ProfileOverrides } from '../profiles/profile-overrides.js';
import { dataDirectoryAt, openDataDirectory } from '../storage/data-directory.js';
import { createLog } from '../logging/create-log.js';
import { chooseModel, libraryOf, modelSource, withModel } from './chosen-model.js';
import { presentDevice } from './present-device.js';
import { profileOverrides } from './profile-options.js';
import { defaultModelOf, readProfiles } from './stored-profiles.js';

export interface CaptionerArguments {
  /** Of the profile when absent. */
  readonly model?: string;
  readonly data: string;
  readonly threads: number;
  readonly logLevel: string;
  /** Name of a profile; absent: the active one. */
  readonly profile?: string;
  /** Whatever the device has kernels for. */
  readonly emulatePrecision?: Precision;
}

export interface OpenedCaptioner {
  readonly captioner: Captioner;
  readonly batchSize: number;
  /** Pictures under way at a time: one batch that runs, one that is decoded, one that is waiting. */
  readonly width: number;
}

/** An engine of the command's own, as a profile of the data directory says; works beside a running server. */
export async function openCaptioner(options: CaptionerArguments, command: Command): Promise<OpenedCaptioner> {
  const devices = await DeviceRegistry.open();
  try {
    const library = libraryOf(dataDirectoryAt(options.data));
    const chosen = await chooseModel({ model: options.model, modelSource: modelSource(command) }, library);
    const overrides = withModel(profileOverrides(command), chosen);
    const profile = await captioningProfile(options, overrides, devices);
    const models = new ModelPackages(library, chosen);
    if (!(await models.has(profile.model)))
      throw new InvalidInputError(modelGone(profile.name, profile.model));
    const data = await openDataDirectory(options.data);
    const captioner = await Captioner.open({
      model: await models.read(profile.model),
      graphs: data.graphs,
      data: data.root,
      emulated: options.emulatePrecision,
      threads: options.threads,
      profile,
      devices,
      log: createLog(options.logLevel),
    });
    const batchSize = largestBatch(profile);
    return { captioner, batchSize, width: 3 * batchSize };
  } finally {
    devices.close();
  }
}

/** @throws InvalidInputError for an unknown profile, or one that the options contradict */
async function captioningProfile(
  options: CaptionerArguments,
  overrides: ProfileOverrides,
  devices: DeviceRegistry,
): Promise<ProfileParameters> {
  const known = await readProfiles(options.data);
  const name = options.profile === undefined ? null : canonicalName(options.profile);
  const found = known.find((profile) => (name === null ? profile.active : profile.name === name));
  if (found === undefined) throw new InvalidInputError(unknownProfile(name ?? ''));
  // Those that came with the program are for this machine, whatever a server stored last.
  const builtIns = found.builtIn ? builtInProfiles(defaultModelOf(known), presentDevice(devices)) : [];
  const profile = overridden(builtIns.find((own) => own.name === found.name) ?? found, overrides);
  checkUsable(profile, overrides);
  return profile;
}
