import type { Wording } from '../errors/wording.js';
import * as say from '../messages/about-cuda.js';
import { cudaLibrary, sharedLibrary, type CudaProvider } from './cuda-provider.js';
import type { GpuReading, VisibleGpu } from './gpu-reading.js';
import type { VisibleGpus } from './visible-devices.js';

/** What CUDA needs, in the order in which it is looked at. */
export const cudaPieces = [
  'PLATFORM',
  'DRIVER',
  'DEVICE',
  'PROVIDER',
  'LIBRARY',
  'TOO_OLD_DRIVER',
  'TOO_OLD_DEVICE',
] as const;
export type CudaPiece = (typeof cudaPieces)[number];

export interface CudaCheck {
  readonly piece: CudaPiece;
  /** Null where an earlier piece is missing, without which there is nothing to look at. */
  readonly ok: boolean | null;
  readonly detail: Wording;
  /** What to do; null where nothing has to be done. */
  readonly fix: Wording | null;
}

export interface CudaSetup {
  readonly provider: CudaProvider;
  /** Null where nvidia-smi has not answered yet. */
  readonly reading: GpuReading | null;
  readonly visible: VisibleGpus;
}

/** A visible GPU, and why this provider cannot run on it; null where it can. */
export interface CudaGpu extends VisibleGpu {
  readonly unsuitable: Wording | null;
}

export type CudaReadiness =
  | { readonly usable: true; readonly gpus: readonly CudaGpu[] }
  | { readonly usable: false; readonly missing: CudaPiece; readonly reason: Wording; readonly fix: Wording };

/** Whether CUDA can be used, or else the first piece that is missing. */
export function checkCuda(setup: CudaSetup): CudaReadiness {
  const missing = cudaChecks(setup).find(({ ok }) => ok === false);
  if (missing === undefined) return { usable: true, gpus: cudaGpus(setup) };
  const { piece, detail, fix } = missing;
  return { usable: false, missing: piece, reason: detail, fix: fix ?? say.useTheCpu() };
}

/** Every piece by itself, so that whoever sets a machine up sees all that is left to do. */
export function cudaChecks(setup: CudaSetup): CudaCheck[] {
  const { provider, reading, visible } = setup;
  const platform = checkPlatform(provider);
  const driver = checkDriver(reading);
  const device = driver.ok === true ? checkDevice(reading, visible) : skipped('DEVICE');
  const library = platform.ok === true ? checkProvider(provider) : skipped('PROVIDER');
  const found = library.ok === true;
  return [
    platform,
    driver,
    device,
    library,
    found ? checkLibraries(provider) : skipped('LIBRARY'),
    found && driver.ok === true ? checkDriverVersion(provider, reading) : skipped('TOO_OLD_DRIVER'),
    found && device.ok === true ? checkCapabilities(setup) : skipped('TOO_OLD_DEVICE'),
  ];
}

function passed(piece: CudaPiece, detail: Wording): CudaCheck {
  return { piece, ok: true, detail, fix: null };
}

function failed(piece: CudaPiece, detail: Wording, fix: Wording): CudaCheck {
  return { piece, ok: false, detail, fix };
}

function skipped(piece: CudaPiece): CudaCheck {
  return { piece, ok: null, detail: say.notChecked(), fix: null };
}

function checkPlatform(provider: CudaProvider): CudaCheck {
  return provider.supported
    ? passed('PLATFORM', say.platformSupported())
    : failed('PLATFORM', provider.reason, say.useTheCpu());
}

function checkDriver(reading: GpuReading | null): CudaCheck {
  if (reading === null) return failed('DRIVER', say.driverNotAsked(), say.installDriver());
  return reading.reason === null
    ? passed('DRIVER', say.driverFound(reading.driver, reading.cudaVersion))
    : failed('DRIVER', reading.reason, say.installDriver());
}

function checkDevice(reading: GpuReading | null, visible: VisibleGpus): CudaCheck {
  if (visible.gpus.length > 0) return passed('DEVICE', say.gpusVisible(visible.gpus.map(({ name }) => name)));
  return reading?.gpus.length === 0
    ? failed('DEVICE', say.noGpu(), say.attachGpu())
    : failed('DEVICE', visible.reason ?? say.noGpuVisible(), say.changeVisibleDevices());
}

function checkProvider(provider: CudaProvider): CudaCheck {
  if (!provider.supported) return skipped('PROVIDER');
  const { directory, path, shared, damage, requires } = provider;
  if (path !== null && shared !== null) {
    return passed('PROVIDER', say.providerFound(path, requires.cuda, requires.cudnn));
  }
  const absent = path === null ? cudaLibrary : sharedLibrary;
  return failed('PROVIDER', damage ?? say.providerMissing(absent, directory), say.installProvider());
}

function checkLibraries(provider: CudaProvider): CudaCheck {
  if (!provider.supported) return skipped('LIBRARY');
  const { missing, libraries, requires } = provider;
  if (missing.length === 0) return passed('LIBRARY', say.librariesFound(libraries.length));
  const driver = missing.includes('libcuda.so.1');
  const cudnn = missing.some((name) => name.startsWith('libcudnn'));
  const cuda = missing.some((name) =>
    /^lib(cudart|cublas|cublasLt|curand|cufft|nvrtc|nvJitLink)\./.test(name),
  );
  const other = missing.some((name) => !/^lib(cuda|cudnn|cublas|curand|cufft|nv)/.test(name));
  const fix = say.installLibraries(
    { driver, cudnn, cuda, other },
    requires.cuda === null ? 'CUDA' : `CUDA ${requires.cuda}`,
    requires.cudnn === null ? 'cuDNN' : `cuDNN ${requires.cudnn}`,
  );
  return failed('LIBRARY', say.librariesMissing(missing), fix);
}

/** The first driver of each major version (CUDA Toolkit Release Notes, "CUDA Driver"): newer minor versions run on it too. */
const firstDriver: Readonly<Record<string, string>> = {
  '11': '450.80.02',
  '12': '525.60.13',
  '13': '580.65.06',
};

function checkDriverVersion(provider: CudaProvider, reading: GpuReading | null): CudaCheck {
  const wanted = provider.supported ? provider.requires.cuda : null;
  const runs = reading?.cudaVersion ?? null;
  if (wanted !== null && runs !== null && Number.parseInt(runs, 10) < Number(wanted)) {
    const detail = say.driverTooOld(reading?.driver ?? null, runs, wanted);
    return failed('TOO_OLD_DRIVER', detail, say.updateDriver(wanted, firstDriver[wanted] ?? null));
  }
  return passed('TOO_OLD_DRIVER', say.driverNewEnough(runs, wanted));
}

/** One GPU that will do is enough. */
function checkCapabilities(setup: CudaSetup): CudaCheck {
  const gpus = cudaGpus(setup);
  const [first] = gpus;
  if (first?.unsuitable != null && gpus.every(({ unsuitable }) => unsuitable !== null)) {
    return failed('TOO_OLD_DEVICE', first.unsuitable, say.takeAnotherDevice());
  }
  const capabilities = gpus.flatMap(({ computeCapability }) => computeCapability ?? []);
  return passed('TOO_OLD_DEVICE', say.devicesNewEnough(capabilities));
}

/**
 * The least compute capability of each major version of CUDA (NVIDIA, "CUDA Toolkit, Driver, and Architecture Matrix"): Kepler
 * ended with CUDA 11; Maxwell, Pascal and Volta with CUDA 12. A provider may be built for fewer, which it does not tell.
 */
const leastCapability: Readonly<Record<string, string>> = { '11': '3.5', '12': '5.0', '13': '7.5' };

function cudaGpus({ provider, visible }: CudaSetup): CudaGpu[] {
  const cuda = provider.supported ? provider.requires.cuda : null;
  const least = cuda === null ? undefined : leastCapability[cuda];
  return visible.gpus.map((gpu) => {
    const { name, computeCapability } = gpu;
    const tooOld =
      cuda !== null &&
      least !== undefined &&
      computeCapability !== null &&
      Number(computeCapability) < Number(least);
    return { ...gpu, unsuitable: tooOld ? say.deviceTooOld(name, computeCapability, cuda, least) : null };
  });
}
