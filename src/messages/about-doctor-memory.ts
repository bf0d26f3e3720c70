import type { Wording } from '../errors/wording.js';

export function batchFits(batchSize: number, peakMiB: number, usableMiB: number): Wording {
  const [peak, usable] = [Math.ceil(peakMiB), Math.floor(usableMiB)];
  return {
    en: `batchSize ${batchSize}: measured, it takes up to ${peak} MiB of the ${usable} MiB that may be used.`,
    zh: `batchSize ${batchSize}：实测最多占用 ${peak} MiB，可用 ${usable} MiB。`,
  };
}

export function batchLowered(
  batchSize: number,
  largest: number,
  peakMiB: number,
  usableMiB: number,
): Wording {
  const [peak, usable] = [Math.ceil(peakMiB), Math.floor(usableMiB)];
  return {
    en: `batchSize ${batchSize} does not fit: measured, a batch of ${largest} takes up to ${peak} MiB of the ${usable} MiB that may be used, and no larger one is run.`,
    zh: `batchSize ${batchSize} 放不下：实测批大小 ${largest} 最多占用 ${peak} MiB，可用 ${usable} MiB，不会运行更大的批。`,
  };
}

export function setBatchSize(batchSize: number): Wording {
  return {
    en: `Set batchSize to ${batchSize} (--batch-size), or allow more memory.`,
    zh: `请将 batchSize 设为 ${batchSize}（--batch-size），或允许使用更多内存。`,
  };
}

export function makeItFit(): Wording {
  return {
    en: 'Raise memoryLimitMiB, lower memoryHeadroom, or use the profile low-memory.',
    zh: '请提高 memoryLimitMiB、降低 memoryHeadroom，或使用配置方案 low-memory。',
  };
}

/** @param reason of the recommendation */
export function batchAsRecommended(batchSize: number, recommended: number, reason: Wording): Wording {
  return {
    en: `batchSize ${batchSize}; ${recommended} is recommended. ${reason.en}`,
    zh: `batchSize ${batchSize}；推荐值为 ${recommended}。${reason.zh}`,
  };
}

export function headroomFits(share: number): Wording {
  return {
    en: `memoryHeadroom ${share}: ${percent(share)} of the memory stays free.`,
    zh: `memoryHeadroom ${share}：保留 ${percent(share)} 的内存。`,
  };
}

export function headroomUnusual(share: number): Wording {
  return {
    en: `memoryHeadroom ${share} keeps ${percent(share)} free; 10% to 20% is recommended: less runs out of memory, more lies idle.`,
    zh: `memoryHeadroom ${share} 保留 ${percent(share)}；推荐 10% 到 20%：过少易耗尽内存，过多则浪费。`,
  };
}

export function setHeadroom(): Wording {
  return {
    en: 'Set memoryHeadroom between 0.1 and 0.2 (--memory-headroom).',
    zh: '请将 memoryHeadroom 设在 0.1 到 0.2 之间（--memory-headroom）。',
  };
}

export function noLimit(totalMiB: number | null): Wording {
  const total = totalMiB === null ? null : Math.floor(totalMiB);
  return {
    en: `memoryLimitMiB null: all that the device has${total === null ? '' : `, ${total} MiB`}.`,
    zh: `memoryLimitMiB 为 null：使用设备的全部内存${total === null ? '' : `（${total} MiB）`}。`,
  };
}

export function limitWithin(limitMiB: number, totalMiB: number): Wording {
  return {
    en: `memoryLimitMiB ${limitMiB} of the ${Math.floor(totalMiB)} MiB that the device has.`,
    zh: `memoryLimitMiB ${limitMiB}，设备共有 ${Math.floor(totalMiB)} MiB。`,
  };
}

export function limitBeyond(limitMiB: number, totalMiB: number): Wording {
  return {
    en: `memoryLimitMiB ${limitMiB} is more than the ${Math.floor(totalMiB)} MiB that the device has.`,
    zh: `memoryLimitMiB ${limitMiB} 超过了设备的 ${Math.floor(totalMiB)} MiB。`,
  };
}

export function lowerLimit(totalMiB: number): Wording {
  return {
    en: `Set memoryLimitMiB below ${Math.floor(totalMiB)} (--memory-limit-mib), or none.`,
    zh: `请将 memoryLimitMiB 设为小于 ${Math.floor(totalMiB)}（--memory-limit-mib），或设为 none。`,
  };
}

/** @param neededMiB of one engine with the smallest batch */
export function machineMemory(totalMiB: number, availableMiB: number, neededMiB: number): Wording {
  const [total, available, needed] = [totalMiB, availableMiB, neededMiB].map(Math.floor);
  return {
    en: `The machine (or its container) has ${total} MiB, ${available} MiB of them free; an engine needs about ${needed} MiB.`,
    zh: `本机（或容器）共有 ${total} MiB 内存，空闲 ${available} MiB；一个引擎约需 ${needed} MiB。`,
  };
}

export function freeMemory(): Wording {
  return {
    en: 'End other programs, give the container more memory, or choose a smaller model.',
    zh: '请结束其他程序、为容器分配更多内存，或选用更小的模型。',
  };
}

export function gpuMemory(name: string, usedMiB: number, totalMiB: number): Wording {
  return {
    en: `${name}: ${Math.round(usedMiB)} of ${Math.round(totalMiB)} MiB are in use.`,
    zh: `${name}：已用 ${Math.round(usedMiB)} MiB，共 ${Math.round(totalMiB)} MiB。`,
  };
}

export function gpuMemoryUnknown(name: string): Wording {
  return { en: `${name} does not tell how much memory is in use.`, zh: `${name} 未提供内存使用情况。` };
}

export function freeGpuMemory(): Wording {
  return {
    en: 'Less than memoryHeadroom is free: end the other programs that `nvidia-smi` lists, or use another GPU (deviceIds).',
    zh: '空闲内存少于 memoryHeadroom：请结束 `nvidia-smi` 列出的其他程序，或改用其他 GPU（deviceIds）。',
  };
}

export function lowMemoryOff(): Wording {
  return { en: 'lowMemory is off.', zh: 'lowMemory 未启用。' };
}

export function lowMemoryUnmeasured(): Wording {
  return {
    en: 'lowMemory is on: less memory, slower. How much it saves here is known once both ways have been measured.',
    zh: 'lowMemory 已启用：占用更少，但较慢。两种方式都测量后才能知道节省多少。',
  };
}

export function lowMemorySaves(withIt: number, without: number): Wording {
  const [low, full] = [Math.ceil(withIt), Math.ceil(without)];
  return {
    en: `lowMemory is on: measured, one picture takes ${low} MiB in place of ${full} MiB.`,
    zh: `lowMemory 已启用：实测一张图片占用 ${low} MiB，而不是 ${full} MiB。`,
  };
}

export function lowMemoryUseless(withIt: number, without: number): Wording {
  const [low, full] = [Math.ceil(withIt), Math.ceil(without)];
  return {
    en: `lowMemory saves nothing here: measured, one picture takes ${low} MiB with it and ${full} MiB without.`,
    zh: `lowMemory 在此没有节省：实测一张图片启用时占用 ${low} MiB，不启用时 ${full} MiB。`,
  };
}

export function dropLowMemory(): Wording {
  return {
    en: 'Set lowMemory to false (--no-low-memory): it only costs time here.',
    zh: '请将 lowMemory 设为 false（--no-low-memory）：在此它只会变慢。',
  };
}

export function precisionAsAsked(precision: string, device: string): Wording {
  return { en: `${precision} on ${device}, as asked.`, zh: `${device} 上使用 ${precision}，与设定一致。` };
}

export function precisionChanged(asked: string, used: string, reason: Wording): Wording {
  return {
    en: `${asked} is asked for and ${used} is used. ${reason.en}`,
    zh: `设定为 ${asked}，实际使用 ${used}。${reason.zh}`,
  };
}

export function askForPrecision(used: string): Wording {
  return {
    en: `Make CUDA usable, or set precision to ${used} (--precision) so that it says what is done.`,
    zh: `请使 CUDA 可用，或将 precision 设为 ${used}（--precision），使设定与实际一致。`,
  };
}

export function precisionNowhere(reason: Wording): Wording {
  return { en: `Not checked: ${reason.en}`, zh: `未检查：${reason.zh}` };
}

export function noCalibration(model: string): Wording {
  return {
    en: `precision INT8 needs calibration ranges, and ${model} has none.`,
    zh: `precision INT8 需要校准范围，而 ${model} 没有。`,
  };
}

export function calibrationFault(message: string): Wording {
  return { en: message, zh: `校准文件有问题：${message}` };
}

export function calibrate(model: string): Wording {
  return {
    en: `Run \`ofa-caption models calibrate ${model} --images DIR\`, or set precision to FP32.`,
    zh: `请运行 \`ofa-caption models calibrate ${model} --images DIR\`，或将 precision 设为 FP32。`,
  };
}

export function qualityLost(fp32: number, int8: number): Wording {
  const [before, after, loss] = [fp32, int8, fp32 - int8].map((value) => value.toFixed(4));
  return {
    en: `INT8 was measured to lose ${loss} CIDEr-D: ${after} in place of ${before}; 0.01 is what is accepted.`,
    zh: `实测 INT8 使 CIDEr-D 下降 ${loss}：由 ${before} 降为 ${after}；可接受的下降为 0.01。`,
  };
}

export function qualityKept(fp32: number, int8: number): Wording {
  const [before, after] = [fp32, int8].map((value) => value.toFixed(4));
  return {
    en: `INT8 on the CPU, as asked: CIDEr-D ${after} in place of ${before}.`,
    zh: `CPU 上使用 INT8，与设定一致：CIDEr-D 为 ${after}（FP32 为 ${before}）。`,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
