import type { Wording } from '../errors/wording.js';

/** What was measured when an alert was raised, and what its rule said then. */
export interface Measured {
  readonly value: number;
  readonly threshold: number;
  readonly seconds: number;
}

export function manyFailures({ value, threshold, seconds }: Measured): Wording {
  return {
    en: `${percent(value)} of the requests of the last ${seconds} s failed; the limit is ${percent(threshold)}. The statistics say with which codes.`,
    zh: `最近 ${seconds} 秒内 ${percent(value)} 的请求失败（上限 ${percent(threshold)}）。错误代码见统计信息。`,
  };
}

export function slowCaptions({ value, threshold, seconds }: Measured): Wording {
  return {
    en: `5 % of the requests of the last ${seconds} s took longer than ${whole(value)} ms; the limit is ${whole(threshold)} ms. Look at queue and inference times, and at what else uses the device.`,
    zh: `最近 ${seconds} 秒内有 5% 的请求耗时超过 ${whole(value)} 毫秒（上限 ${whole(threshold)} 毫秒）。请查看排队和推理时间，以及占用设备的其他程序。`,
  };
}

export function fullQueue({ value, threshold, seconds }: Measured): Wording {
  return {
    en: `The queue has been full to ${percent(threshold)} or more for ${seconds} s, now to ${percent(value)}. When it is full, requests are turned away.`,
    zh: `队列占用率已连续 ${seconds} 秒达到 ${percent(threshold)} 以上（当前 ${percent(value)}）。队列满后新请求将被拒绝。`,
  };
}

export function littleMemory({ value, threshold, seconds }: Measured): Wording {
  return {
    en: `At most ${percent(threshold)} of the memory has been free for ${seconds} s, now ${percent(value)}. Choose a smaller batchSize or maxImageSize, or the mutation releaseMemory.`,
    zh: `可用内存已连续 ${seconds} 秒不足 ${percent(threshold)}（当前 ${percent(value)}）。请减小 batchSize 或 maxImageSize，或执行 releaseMemory。`,
  };
}

export function manyRestarts({ value, seconds }: Measured): Wording {
  return {
    en: `The engine was lost ${whole(value)} times within ${seconds} s. The log says why.`,
    zh: `推理引擎在 ${seconds} 秒内意外退出 ${whole(value)} 次，原因见日志。`,
  };
}

export function littleDiskSpace({ value, threshold, seconds }: Measured): Wording {
  return {
    en: `The disk with the data directory has had ${whole(threshold)} MiB or less free for ${seconds} s, now ${whole(value)} MiB. Make room, or let ofa-caption prune remove what is old.`,
    zh: `数据目录所在磁盘的可用空间已连续 ${seconds} 秒不足 ${whole(threshold)} MiB（当前 ${whole(value)} MiB）。请清理磁盘，或用 ofa-caption prune 删除旧数据。`,
  };
}

export function unknownAlert(): Wording {
  return { en: 'There is no such alert.', zh: '没有这个告警。' };
}

export function unknownAlertRule(name: string, names: readonly string[]): Wording {
  return {
    en: `There is no alert rule named "${name}". There are ${names.join(', ')}.`,
    zh: `没有名为“${name}”的告警规则。可用的规则：${names.join('、')}。`,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

function whole(value: number): string {
  return Math.round(value).toString();
}
