import type { ProfileValues } from '../storage/profile-records.js';

/** What the built-in profile `auto` is sized for. */
export type PresentDevice =
  | { readonly kind: 'CPU' }
  /** Memory of the smallest GPU in use; null where it could not be found out. */
  | { readonly kind: 'CUDA'; readonly memoryTotalMiB: number | null };

/** What a GPU's memory allows: picture size and precision. */
export interface GpuSizing {
  readonly batchSize: number;
  readonly maxImageSize: number;
  readonly precision: 'FP32' | 'FP16';
}

const mebibytesPerGibibyte = 1024;

/** Below so many GiB a GPU gets this; the last row is for all above. A GPU of unknown size gets the first. */
const gpuSizings: readonly (GpuSizing & { readonly belowGiB: number })[] = [
  { belowGiB: 6, batchSize: 1, maxImageSize: 384, precision: 'FP32' },
  { belowGiB: 12, batchSize: 2, maxImageSize: 512, precision: 'FP16' },
  { belowGiB: Infinity, batchSize: 4, maxImageSize: 768, precision: 'FP16' },
];

/** @param memoryMiB of the GPU; null: unknown */
export function gpuSizing(memoryMiB: number | null): GpuSizing {
  const { batchSize, maxImageSize, precision } = gpuSizings.find(
    ({ belowGiB }) => (memoryMiB ?? 0) < belowGiB * mebibytesPerGibibyte,
  )!;
  return { batchSize, maxImageSize, precision };
}

/** The profiles that come with the program; what a search may set is as the model was published in all of them. */
export function builtInProfiles(model: string, device: PresentDevice): ProfileValues[] {
  return [
    autoProfile(model, device),
    developmentProfile(model),
    productionProfile(model),
    lowMemoryProfile(model),
  ];
}

/** The profile that is active at first start, sized for the device that is there. */
export function autoProfile(model: string, device: PresentDevice): ProfileValues {
  const sizing =
    device.kind === 'CPU'
      ? { batchSize: 8, maxImageSize: null, precision: 'FP32' as const }
      : gpuSizing(device.memoryTotalMiB);
  return {
    name: 'auto',
    builtIn: true,
    model,
    device: 'AUTO',
    deviceIds: [],
    forceCuda: false,
    maxBatchDelayMs: 10,
    ...sizing,
    memoryLimitMiB: null,
    memoryHeadroom: 0.1,
    lowMemory: false,
    decoding: 'BEAM',
    beamSize: null,
    maxTokens: null,
    minTokens: null,
    noRepeatNgramSize: null,
    lengthPenalty: null,
    temperature: null,
    topK: 0,
    topP: 1,
    seed: null,
    deterministic: false,
    maxRetries: 3,
    retryDelayMs: 1000,
    timeoutMs: 30_000,
    queueSize: 64,
    monitoring: true,
  };
}

/** One person at a desk: everything the same each time, nobody to alarm. */
function developmentProfile(model: string): ProfileValues {
  return {
    ...autoProfile(model, { kind: 'CPU' }),
    name: 'development',
    batchSize: 1,
    maxImageSize: 512,
    precision: 'FP32',
    seed: 42,
    deterministic: true,
    maxRetries: 3,
    timeoutMs: 30_000,
    queueSize: 10,
    monitoring: false,
  };
}

/** Many at once: throughput, short waits, and a refusal at once when there is too much. */
function productionProfile(model: string): ProfileValues {
  return {
    ...autoProfile(model, { kind: 'CPU' }),
    name: 'production',
    batchSize: 4,
    maxImageSize: 768,
    precision: 'FP16',
    seed: null,
    maxRetries: 2,
    timeoutMs: 10_000,
    queueSize: 20,
  };
}

/** A device that is short of memory: slower, but it gets there; more retries, since memory comes and goes. */
function lowMemoryProfile(model: string): ProfileValues {
  return {
    ...autoProfile(model, { kind: 'CPU' }),
    name: 'low-memory',
    batchSize: 1,
    maxImageSize: 384,
    precision: 'FP16',
    memoryHeadroom: 0.2,
    lowMemory: true,
    seed: 42,
    deterministic: true,
    maxRetries: 5,
    retryDelayMs: 2000,
    timeoutMs: 60_000,
    queueSize: 10,
  };
}
