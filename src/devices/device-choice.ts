import type { Wording } from '../errors/wording.js';
import {
  cpuForced,
  cudaUnavailable,
  int8OnCpu,
  int8OnCuda,
  noSuchDevice,
  precisionForCpu,
  repeatedDevice,
  unsuitableDevice,
  usingTheCpu,
} from '../messages/about-devices.js';
import type { CudaGpu, CudaReadiness } from './cuda-readiness.js';

/** What a profile asks for. */
export interface WantedDevice<Precision extends string> {
  readonly device: 'AUTO' | 'CPU' | 'CUDA';
  /** Places among the visible GPUs; empty: all of them. */
  readonly deviceIds: readonly number[];
  readonly forceCuda: boolean;
  readonly precision: Precision;
}

/** Where the model runs: on the CPU, on one engine for each GPU, or nowhere. */
export type DeviceChoice<Precision extends string> =
  | {
      readonly provider: 'cpu';
      readonly precision: Precision | 'FP32';
      /** Why it is not CUDA, and what else is not as it was asked for; null where the CPU was asked for. */
      readonly reason: Wording | null;
    }
  | { readonly provider: 'cuda'; readonly gpus: readonly CudaGpu[]; readonly precision: Precision }
  | { readonly provider: null; readonly reason: Wording };

/**
 * `AUTO` takes CUDA where it can and the CPU where it must, and says so. `CUDA`, and everything with `forceCuda`, never falls
 * back. INT8 is for the CPU: `AUTO` goes there at once, CUDA refuses it.
 */
export function chooseDevice<Precision extends string>(
  wanted: WantedDevice<Precision>,
  readiness: CudaReadiness,
): DeviceChoice<Precision> {
  const { device, forceCuda, precision } = wanted;
  const forced = forceCuda || device === 'CUDA';
  if (device === 'CPU') return forceCuda ? nowhere(cpuForced()) : onCpu(precision, null);
  if (precision === 'INT8') {
    return forced ? nowhere(int8OnCuda()) : { provider: 'cpu', precision, reason: int8OnCpu() };
  }
  if (!readiness.usable) {
    return forced
      ? nowhere(cudaUnavailable(readiness.reason, readiness.fix))
      : onCpu(precision, readiness.reason);
  }
  const gpus = chosenGpus(wanted.deviceIds, readiness.gpus);
  return 'reason' in gpus ? nowhere(gpus.reason) : { provider: 'cuda', gpus: gpus.chosen, precision };
}

function nowhere(reason: Wording): { provider: null; reason: Wording } {
  return { provider: null, reason };
}

/** @param why CUDA is not used; null where the CPU was asked for */
function onCpu<Precision extends string>(
  precision: Precision,
  why: Wording | null,
): DeviceChoice<Precision> & { provider: 'cpu' } {
  const halved = precision === 'FP16' || precision === 'BF16';
  const change = halved ? precisionForCpu(precision) : null;
  return {
    provider: 'cpu',
    precision: halved ? 'FP32' : precision,
    reason: why === null ? change : usingTheCpu(why, change),
  };
}

function chosenGpus(
  deviceIds: readonly number[],
  visible: readonly CudaGpu[],
): { readonly chosen: readonly CudaGpu[] } | { readonly reason: Wording } {
  if (deviceIds.length === 0) return { chosen: visible.filter(({ unsuitable }) => unsuitable === null) };
  const chosen: CudaGpu[] = [];
  for (const id of deviceIds) {
    const gpu = visible[id];
    if (gpu === undefined) return { reason: noSuchDevice(id, visible.length) };
    if (chosen.includes(gpu)) return { reason: repeatedDevice(id) };
    if (gpu.unsuitable !== null) return { reason: unsuitableDevice(id, gpu.unsuitable) };
    chosen.push(gpu);
  }
  return { chosen };
}
