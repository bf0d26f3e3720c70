import { stat } from 'node:fs/promises';
import { visibleGpus } from '../devices/visible-devices.js';
import { runtimeVersion } from '../engine/runtime-version.js';
import type { Wording } from '../errors/wording.js';
import { changeVisibleDevices } from '../messages/about-cuda.js';
import * as say from '../messages/about-doctor-environment.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import { isForced } from './device-checks.js';
import type { Examination } from './examination.js';
import { checkOptionVariables } from './option-variables.js';

const checks = new GroupChecks('environment');

/** The variables that steer devices, libraries and options. */
export async function environmentChecks(examination: Examination): Promise<DoctorCheck[]> {
  return [
    checkVisibleDevices(examination),
    checkDeviceOrder(examination),
    checkForceCuda(examination),
    checkTf32(examination),
    await checkLibraryPath(examination),
    checkOptionVariables(examination),
  ];
}

function checkVisibleDevices({ environment, devices, profile }: Examination): DoctorCheck {
  const name = 'cuda-visible-devices';
  const variable = 'CUDA_VISIBLE_DEVICES';
  const value = environment[variable];
  if (value === undefined) return checks.pass(name, say.variableNotSet(variable, say.allGpusVisible));
  if (devices.gpus.length === 0) return checks.skip(name, say.noGpuToShow(value));
  const { gpus, reason } = visibleGpus(devices.gpus, value);
  if (reason === null) return checks.pass(name, say.variableSet(variable, value, say.gpusShown(gpus.length)));
  const verdict = gpus.length === 0 && isForced(profile) ? 'fail' : 'warn';
  return checks[verdict](name, reason, changeVisibleDevices());
}

function checkDeviceOrder({ environment, devices }: Examination): DoctorCheck {
  const name = 'cuda-device-order';
  const variable = 'CUDA_DEVICE_ORDER';
  const value = environment[variable];
  if (value === undefined) return checks.pass(name, say.variableNotSet(variable, say.busOrder));
  const few = devices.gpus.length < 2;
  if (value === 'PCI_BUS_ID' || (value === 'FASTEST_FIRST' && few)) {
    return checks.pass(name, say.variableSet(variable, value, say.busOrder));
  }
  const detail =
    value === 'FASTEST_FIRST'
      ? say.fastestFirst(value, devices.gpus.length)
      : say.unknownValue(variable, value);
  return checks.warn(name, detail, say.setTo(variable, 'PCI_BUS_ID'));
}

/** It can turn forcing on only, and whatever else was set for that beats it. */
function checkForceCuda({ environment, profile, overrides }: Examination): DoctorCheck {
  const value = environment['FORCE_CUDA'] ?? '';
  if (value === '') return checks.pass('force-cuda', say.variableNotSet('FORCE_CUDA', say.noForce));
  const on = ['1', 'true', 'yes', 'on'].includes(value.toLowerCase());
  const meaning: Wording = on ? say.forced : say.noForce;
  if (on === profile.forceCuda)
    return checks.pass('force-cuda', say.variableSet('FORCE_CUDA', value, meaning));
  const source = overrides.forceCuda?.source ?? `forceCuda (${profile.name})`;
  return checks.warn('force-cuda', say.forceWithoutEffect(value, source), say.agreeOnForce());
}

function checkTf32({ environment, profile }: Examination): DoctorCheck {
  const name = 'tf32-override';
  const variable = 'NVIDIA_TF32_OVERRIDE';
  const value = environment[variable];
  if (value === undefined) return checks.pass(name, say.variableNotSet(variable, say.tf32Default));
  if (value === '0') return checks.pass(name, say.variableSet(variable, value, say.tf32Off));
  if (value !== '1') return checks.warn(name, say.unknownValue(variable, value), say.setTo(variable, '0'));
  return profile.deterministic
    ? checks.pass(name, say.variableSet(variable, value, say.tf32Default))
    : checks.warn(name, say.tf32Forced(value), say.setTo(variable, '0'));
}

async function checkLibraryPath({ environment, devices }: Examination): Promise<DoctorCheck> {
  const name = 'library-path';
  const variable = 'LD_LIBRARY_PATH';
  const value = environment[variable] ?? '';
  if (value === '') return checks.pass(name, say.variableNotSet(variable, say.defaultFolders));
  const folders = value.split(/[:;]/).filter((folder) => folder !== '');
  const missing: string[] = [];
  for (const folder of folders) if (!(await isFolder(folder))) missing.push(folder);
  if (missing.length > 0) return checks.warn(name, say.foldersMissing(missing), say.correctLibraryPath());
  const { provider } = devices;
  if (provider?.supported === true && folders.includes(provider.directory)) {
    return checks.warn(name, say.otherRuntime(provider.directory), say.dropOtherRuntime(runtimeVersion()));
  }
  return checks.pass(name, say.variableSet(variable, value, say.foldersExist));
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
