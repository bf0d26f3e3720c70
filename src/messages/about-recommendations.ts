import type { Wording } from '../errors/wording.js';

interface MeasuredBatch {
  readonly batchSize: number;
  readonly peakMiB: number;
}

export function byGpuMemory(memoryMiB: number, batchSize: number): Wording {
  const gibibytes = inGiB(memoryMiB);
  return {
    en: `A GPU with ${gibibytes} GiB usually runs batches of ${batchSize}. Nothing larger was measured: the engine measures every batch size when it loads.`,
    zh: `具有 ${gibibytes} GiB 显存的 GPU 通常适合批大小 ${batchSize}。尚未测量更大的批：引擎会在加载时逐一测量。`,
  };
}

export function byCpuMemory(memoryMiB: number, batchSize: number): Wording {
  const gibibytes = inGiB(memoryMiB);
  return {
    en: `A machine with ${gibibytes} GiB usually runs batches of ${batchSize} on the CPU, where FP32 is the precision of the published model.`,
    zh: `具有 ${gibibytes} GiB 内存的机器在 CPU 上通常适合批大小 ${batchSize}；CPU 上使用发布模型的 FP32 精度。`,
  };
}

export function byMeasuredPeak(batch: MeasuredBatch, memoryMiB: number, headroom: number): Wording {
  const [peak, memory, free] = [Math.ceil(batch.peakMiB), Math.round(memoryMiB), percent(headroom)];
  return {
    en: `Measured: a batch of ${batch.batchSize} takes up to ${peak} MiB, the largest that fits into ${memory} MiB with ${free} kept free.`,
    zh: `实测：批大小 ${batch.batchSize} 最多占用 ${peak} MiB，是在 ${memory} MiB 中保留 ${free} 余量后可容纳的最大批。`,
  };
}

export function nothingFits(batch: MeasuredBatch, memoryMiB: number, headroom: number): Wording {
  const [peak, memory, free] = [Math.ceil(batch.peakMiB), Math.round(memoryMiB), percent(headroom)];
  return {
    en: `Measured: even a batch of ${batch.batchSize} takes up to ${peak} MiB, more than ${memory} MiB with ${free} kept free. Try the profile low-memory, or a smaller model.`,
    zh: `实测：即使批大小为 ${batch.batchSize}，也最多占用 ${peak} MiB，超过了 ${memory} MiB 保留 ${free} 余量后的容量。请尝试配置方案 low-memory 或更小的模型。`,
  };
}

export function unknownGpuMemory(): Wording {
  return {
    en: 'How much memory the GPU has could not be found out, so this is what every GPU can do.',
    zh: '无法得知 GPU 的显存大小，因此给出任何 GPU 都适用的设置。',
  };
}

export function badMemory(): Wording {
  return {
    en: 'memoryGiB must be a number above 0: how many GiB of memory the GPU has.',
    zh: 'memoryGiB 必须是大于 0 的数：GPU 显存的 GiB 数。',
  };
}

function inGiB(mebibytes: number): string {
  return String(Math.round((mebibytes / 1024) * 10) / 10);
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
