import type { CudaCheck, CudaPiece } from '../devices/cuda-readiness.js';
import { hasNvidiaHardware } from '../devices/nvidia-hardware.js';
import { libraryVersion } from '../devices/library-versions.js';
import type { Wording } from '../errors/wording.js';
import { notChecked } from '../messages/about-cuda.js';
import * as say from '../messages/about-doctor-devices.js';
import type { ProfileParameters } from '../profiles/parameter-rules.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('device');

const names: Readonly<Record<CudaPiece, string>> = {
  PLATFORM: 'cuda-platform',
  DRIVER: 'nvidia-driver',
  DEVICE: 'visible-gpus',
  PROVIDER: 'cuda-provider',
  LIBRARY: 'cuda-libraries',
  TOO_OLD_DRIVER: 'driver-version',
  TOO_OLD_DEVICE: 'gpu-generation',
};

/** What a missing piece means: the server does not start, a GPU lies idle, or nothing. */
export type CudaDemand = 'FORCED' | 'WORTHWHILE' | 'NONE';

/** Whether the profile never runs on the CPU. */
export function isForced({ device, forceCuda }: Pick<ProfileParameters, 'device' | 'forceCuda'>): boolean {
  return forceCuda || device === 'CUDA';
}

/** @param root where /sys is */
export async function cudaDemand({ profile, devices }: Examination, root?: string): Promise<CudaDemand> {
  if (isForced(profile)) return 'FORCED';
  if (profile.device === 'CPU' || profile.precision === 'INT8') return 'NONE';
  return devices.gpus.length > 0 || (await hasNvidiaHardware(root)) ? 'WORTHWHILE' : 'NONE';
}

/** Everything that CUDA needs, piece by piece, the versions of its libraries, and where the model runs in the end. */
export async function deviceChecks(examination: Examination, root?: string): Promise<DoctorCheck[]> {
  const { devices } = examination;
  const demand = await cudaDemand(examination, root);
  return [
    ...devices.checks.map((check) => checkOfPiece(check, demand)),
    await checkVersion(examination, demand, cudaRuntime),
    await checkVersion(examination, demand, cudnn),
    checkChoice(examination, demand),
  ];
}

function checkOfPiece({ piece, ok, detail, fix }: CudaCheck, demand: CudaDemand): DoctorCheck {
  const name = names[piece];
  if (ok === true) return checks.pass(name, detail);
  if (ok === null) return checks.skip(name, detail);
  return lacking(name, demand, detail, fix ?? detail);
}

function lacking(name: string, demand: CudaDemand, detail: Wording, fix: Wording): DoctorCheck {
  if (demand === 'NONE') return checks.skip(name, say.notNeeded(detail));
  return demand === 'FORCED' ? checks.fail(name, detail, fix) : checks.warn(name, detail, fix);
}

interface CheckedLibrary {
  readonly name: string;
  readonly product: string;
  readonly library: string;
  readonly page: string;
}

const cudaRuntime: CheckedLibrary = {
  name: 'cuda-version',
  product: 'CUDA',
  library: 'libcudart',
  page: 'https://developer.nvidia.com/cuda-downloads',
};
const cudnn: CheckedLibrary = {
  name: 'cudnn-version',
  product: 'cuDNN',
  library: 'libcudnn',
  page: 'https://developer.nvidia.com/cudnn-downloads',
};

async function checkVersion(
  { devices, environment }: Examination,
  demand: CudaDemand,
  { name, product, library, page }: CheckedLibrary,
): Promise<DoctorCheck> {
  const { provider } = devices;
  if (provider?.supported !== true || provider.path === null) return checks.skip(name, notChecked());
  const { required, found, others } = await libraryVersion(library, provider, environment);
  if (required === null) return checks.pass(name, say.productNotNeeded(product));
  if (found !== null) return checks.pass(name, say.neededVersionFound(product, required, found));
  const detail = say.neededVersionMissing(product, required, others);
  return lacking(name, demand, detail, say.installVersion(`${product} ${required}`, page));
}

function checkChoice({ devices, profile }: Examination, demand: CudaDemand): DoctorCheck {
  const choice = devices.choose(profile);
  const { readiness } = devices;
  const missing = readiness.usable ? null : names[readiness.missing];
  if (choice.provider === 'cuda')
    return checks.pass('device', say.runsOnGpus(choice.gpus.map(({ name }) => name)));
  if (choice.provider === null) {
    const fix = missing === null ? say.changeDeviceIds() : say.makeDeviceUsable(missing);
    return checks.fail('device', choice.reason, fix);
  }
  return demand === 'WORTHWHILE' && missing !== null
    ? checks.warn('device', say.runsOnCpu(choice.reason), say.gpuIdle(missing))
    : checks.pass('device', say.runsOnCpu(choice.reason));
}
