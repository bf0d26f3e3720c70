import type { Wording } from '../errors/wording.js';
import {
  byCpuMemory,
  byGpuMemory,
  byMeasuredPeak,
  nothingFits,
  unknownGpuMemory,
} from '../messages/about-recommendations.js';
import type { Precision } from '../model/precision.js';
import { gpuSizing } from './built-in.js';

/** What a batch of each size took at most while it ran, MiB. */
export type MemoryPlan = readonly { readonly batchSize: number; readonly peakMiB: number }[];

/** A device, and what is known of its memory. */
export interface DeviceMemory {
  readonly kind: 'CPU' | 'CUDA';
  /** All of it; null where it could not be found out. */
  readonly memoryMiB: number | null;
  /** Null where nothing was measured. */
  readonly plan: MemoryPlan | null;
}

export interface RecommendationRequest extends DeviceMemory {
  /** Share of the memory that is to stay free, 0 … 0.5. */
  readonly headroom: number;
  /** Pixels of the side of the model's pictures; smaller ones are not worth recommending. */
  readonly imageSize: number;
}

export interface Recommendation {
  readonly batchSize: number;
  /** Long side, pixels. */
  readonly maxImageSize: number;
  readonly precision: Precision;
  readonly reason: Wording;
}

const mebibytesPerGibibyte = 1024;

/** Below so many GiB a device gets this many pictures in one run. */
const batchFloors: readonly { readonly belowGiB: number; readonly batchSize: number }[] = [
  { belowGiB: 4, batchSize: 1 },
  { belowGiB: 8, batchSize: 2 },
  { belowGiB: 12, batchSize: 4 },
  { belowGiB: Infinity, batchSize: 8 },
];

/** On a CPU pictures are shrunk to the first of these that the model's own size fits into, pixels. */
const imageSizes: readonly number[] = [384, 512, 768];

/** Batch size, picture size and precision for a device: by its memory, corrected by what was measured. */
export function recommend(request: RecommendationRequest): Recommendation {
  const { kind, memoryMiB, imageSize } = request;
  const { batchSize, reason } = recommendBatch(request);
  if (kind === 'CPU') {
    const maxImageSize = imageSizes.find((size) => size >= imageSize) ?? imageSize;
    return { batchSize, maxImageSize, precision: 'FP32', reason };
  }
  const { maxImageSize, precision } = gpuSizing(memoryMiB);
  return { batchSize, maxImageSize: Math.max(maxImageSize, imageSize), precision, reason };
}

function recommendBatch(request: RecommendationRequest): Pick<Recommendation, 'batchSize' | 'reason'> {
  const { kind, memoryMiB, plan, headroom } = request;
  if (memoryMiB === null) return { batchSize: 1, reason: unknownGpuMemory() };
  const floor = batchFloors.find(({ belowGiB }) => memoryMiB < belowGiB * mebibytesPerGibibyte)!.batchSize;
  const byMemory = kind === 'CPU' ? byCpuMemory(memoryMiB, floor) : byGpuMemory(memoryMiB, floor);
  const measured = [...(plan ?? [])].sort((one, other) => one.batchSize - other.batchSize);
  const [smallest] = measured;
  if (smallest === undefined) return { batchSize: floor, reason: byMemory };
  const freeMiB = memoryMiB * (1 - headroom);
  const fitting = measured.filter(({ peakMiB }) => peakMiB <= freeMiB);
  const largest = fitting.at(-1);
  if (largest === undefined)
    return { batchSize: smallest.batchSize, reason: nothingFits(smallest, memoryMiB, headroom) };
  // Nothing larger was measured, so nothing speaks against the usual size for this memory.
  const allFit = fitting.length === measured.length;
  if (allFit && largest.batchSize < floor) return { batchSize: floor, reason: byMemory };
  return { batchSize: largest.batchSize, reason: byMeasuredPeak(largest, memoryMiB, headroom) };
}
