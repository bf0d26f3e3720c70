import type { Wording } from '../errors/wording.js';

export interface MemoryShortage {
  /** MiB of the smallest batch; null when it could not be run at all. */
  readonly needed: number | null;
  /** `memoryLimitMiB`, or what the device has. */
  readonly limit: number;
  /** What headroom leaves of it. */
  readonly usable: number;
  /** Whether the profile has set the limit. */
  readonly limited: boolean;
}

export function limitTooSmall({ needed, limit, usable, limited }: MemoryShortage): Wording {
  const most = Math.floor(limit);
  if (needed === null) {
    return {
      en: `Not even one picture could be run: memory ran out. The limit is ${most} MiB. Free memory on the device, or choose a smaller model.`,
      zh: `连一张图片都无法运行：内存耗尽。上限为 ${most} MiB。请释放设备内存，或选用更小的模型。`,
    };
  }
  const need = Math.ceil(needed);
  const left = Math.floor(usable);
  if (!limited) {
    return {
      en: `One picture needs ${need} MiB, but of the ${most} MiB that the device has memoryHeadroom leaves ${left} MiB. Lower memoryHeadroom, set lowMemory, or choose a smaller model.`,
      zh: `一张图片需要 ${need} MiB，而设备的 ${most} MiB 扣除 memoryHeadroom 后只剩 ${left} MiB。请降低 memoryHeadroom、启用 lowMemory，或选用更小的模型。`,
    };
  }
  return {
    en: `One picture needs ${need} MiB, but memoryLimitMiB ${most} less memoryHeadroom leaves ${left} MiB. Raise memoryLimitMiB, lower memoryHeadroom, or set lowMemory.`,
    zh: `一张图片需要 ${need} MiB，而 memoryLimitMiB ${most} 扣除 memoryHeadroom 后只剩 ${left} MiB。请提高 memoryLimitMiB、降低 memoryHeadroom，或启用 lowMemory。`,
  };
}

export function batchesLowered(limit: number): Wording {
  return {
    en: `Memory ran out lately: batches hold at most ${limit} pictures until it has proved to suffice again.`,
    zh: `近期内存耗尽：在内存重新够用之前，每批最多 ${limit} 张图片。`,
  };
}
