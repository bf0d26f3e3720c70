import type { Wording } from '../errors/wording.js';

export function profileUsable(name: string, sources: readonly string[]): Wording {
  const set = sources.join(', ');
  return {
    en: `The profile "${name}"${set === '' ? '' : `, with what ${set} set${sources.length === 1 ? 's' : ''}`}: nothing contradicts itself.`,
    zh: `配置方案“${name}”${set === '' ? '' : `（另由 ${set} 设定）`}：没有矛盾。`,
  };
}

export function changeOneOf(parameters: readonly string[]): Wording {
  return { en: `Change one of ${parameters.join(', ')}.`, zh: `请更改 ${parameters.join('、')} 之一。` };
}

export function decodingRefused(message: string): Wording {
  return { en: `The model cannot do that: ${message}.`, zh: `模型不支持该设置：${message}。` };
}

export function otherModelServed(): Wording {
  return {
    en: 'Import that model: `ofa-caption models import DIR`. Or activate a profile of another one: `ofa-caption profiles activate auto`.',
    zh: '请导入该模型：`ofa-caption models import DIR`；或启用使用其他模型的方案：`ofa-caption profiles activate auto`。',
  };
}

export function seedIdle(seed: number | null): Wording {
  return {
    en: `seed ${seed ?? 'null'} has no effect: beam search draws no random numbers, so captions are the same every time.`,
    zh: `seed ${seed ?? 'null'} 不起作用：beam search 不使用随机数，每次结果相同。`,
  };
}

export function seedFixed(seed: number): Wording {
  return {
    en: `seed ${seed}: the same picture gets the same caption every time.`,
    zh: `seed ${seed}：相同图片每次得到相同描述。`,
  };
}

export function seedDrawn(): Wording {
  return {
    en: 'seed null: another one is drawn for each request, so captions vary.',
    zh: 'seed 为 null：每个请求另行抽取，描述会有变化。',
  };
}

export function noSeedInProduction(seed: number): Wording {
  return {
    en: `seed ${seed} in production: who asks again for another caption of a picture gets the same one.`,
    zh: `生产环境使用 seed ${seed}：再次请求同一图片时只会得到相同的描述。`,
  };
}

export function seedForDevelopment(): Wording {
  return {
    en: 'seed null in development: captions differ from one run to the next and cannot be compared.',
    zh: '开发环境 seed 为 null：每次结果不同，无法比较。',
  };
}

export function setSeed(seed: string): Wording {
  return {
    en: `Set seed to ${seed} (--seed, OFA_CAPTION_SEED).`,
    zh: `请将 seed 设为 ${seed}（--seed、OFA_CAPTION_SEED）。`,
  };
}

export function deterministicOn(onGpu: boolean): Wording {
  return onGpu
    ? {
        en: 'deterministic: the same numbers in every run, with slower kernels and without TF32.',
        zh: 'deterministic 已启用：每次数值相同，但内核较慢且不使用 TF32。',
      }
    : {
        en: 'deterministic: the same numbers in every run; on the CPU that costs nothing.',
        zh: 'deterministic 已启用：每次数值相同；在 CPU 上没有代价。',
      };
}

export function deterministicOff(onGpu: boolean): Wording {
  return onGpu
    ? {
        en: 'deterministic is off: the fastest kernels are used, whose last digits may vary.',
        zh: 'deterministic 未启用：使用最快的内核，末位数字可能有差异。',
      }
    : {
        en: 'deterministic is off; on the CPU runs repeat themselves anyway.',
        zh: 'deterministic 未启用；在 CPU 上结果本来就可重复。',
      };
}

export function dropDeterministic(): Wording {
  return {
    en: 'In production set deterministic to false (--no-deterministic), unless equal digits matter more than speed.',
    zh: '在生产环境请将 deterministic 设为 false（--no-deterministic），除非数值一致比速度更重要。',
  };
}

export function retries(count: number, delayMs: number): Wording {
  return {
    en: `A lost run is tried again up to ${count} times, first after ${delayMs} ms, then after twice as long each time.`,
    zh: `丢失的运行最多重试 ${count} 次，首次等待 ${delayMs} 毫秒，之后每次加倍。`,
  };
}

export function noRetries(): Wording {
  return {
    en: 'maxRetries 0: whatever is lost with an engine fails at once.',
    zh: 'maxRetries 为 0：引擎丢失时，其任务立即失败。',
  };
}

export function retryAfterTimeout(delayMs: number, timeoutMs: number): Wording {
  return {
    en: `retryDelayMs ${delayMs} is not shorter than timeoutMs ${timeoutMs}: no retry is ever in time.`,
    zh: `retryDelayMs ${delayMs} 不小于 timeoutMs ${timeoutMs}：重试总是来不及。`,
  };
}

export function setRetries(): Wording {
  return {
    en: 'Set maxRetries to 2 to 5 and retryDelayMs to 1000 or 2000.',
    zh: '请将 maxRetries 设为 2 到 5，retryDelayMs 设为 1000 或 2000。',
  };
}

export function timeoutUnmeasured(timeoutMs: number): Wording {
  return {
    en: `timeoutMs ${timeoutMs}; no run of this model is recorded yet to compare it with.`,
    zh: `timeoutMs ${timeoutMs}；尚无该模型的运行记录可供比较。`,
  };
}

export function timeoutEnough(timeoutMs: number, longestMs: number, runs: number): Wording {
  const longest = Math.ceil(longestMs);
  return {
    en: `timeoutMs ${timeoutMs}; the longest of the last ${runs} runs took ${longest} ms.`,
    zh: `timeoutMs ${timeoutMs}；最近 ${runs} 次运行中最长的用了 ${longest} 毫秒。`,
  };
}

export function timeoutShort(timeoutMs: number, longestMs: number, runs: number): Wording {
  const longest = Math.ceil(longestMs);
  return {
    en: `timeoutMs ${timeoutMs} is too short: a caption may have to wait for one run before its own, and the longest of the last ${runs} took ${longest} ms.`,
    zh: `timeoutMs ${timeoutMs} 太短：一条描述可能要先等待另一次运行，而最近 ${runs} 次运行中最长的用了 ${longest} 毫秒。`,
  };
}

export function raiseTimeout(least: number): Wording {
  return {
    en: `Set timeoutMs to ${least} or more (--timeout-ms), or lower batchSize.`,
    zh: `请将 timeoutMs 设为 ${least} 或更大（--timeout-ms），或减小 batchSize。`,
  };
}

export function queueBounded(size: number): Wording {
  return {
    en: `queueSize ${size}: one more that waits is answered QUEUE_FULL at once.`,
    zh: `queueSize ${size}：再多一个等待的请求会立即得到 QUEUE_FULL。`,
  };
}

export function queueBelowBatch(size: number, batchSize: number): Wording {
  return {
    en: `queueSize ${size} is below batchSize ${batchSize}: single requests can never fill a batch.`,
    zh: `queueSize ${size} 小于 batchSize ${batchSize}：单个请求永远无法凑满一批。`,
  };
}

export function raiseQueue(batchSize: number): Wording {
  return {
    en: `Set queueSize to ${batchSize} or more (--queue-size); 10 to 20 is usual.`,
    zh: `请将 queueSize 设为 ${batchSize} 或更大（--queue-size）；通常为 10 到 20。`,
  };
}

export function imageSizeEnough(maxImageSize: number | null, imageSize: number): Wording {
  return {
    en: `maxImageSize ${maxImageSize ?? 'null'}; the model sees pictures of ${imageSize} px.`,
    zh: `maxImageSize ${maxImageSize ?? 'null'}；模型使用边长 ${imageSize} 像素的图片。`,
  };
}

export function imageSizeBelowModel(maxImageSize: number, imageSize: number): Wording {
  return {
    en: `maxImageSize ${maxImageSize} is below the ${imageSize} px that the model sees: pictures are shrunk and then enlarged again, and lose detail.`,
    zh: `maxImageSize ${maxImageSize} 小于模型使用的 ${imageSize} 像素：图片会先缩小再放大，丢失细节。`,
  };
}

export function raiseImageSize(imageSize: number): Wording {
  return {
    en: `Set maxImageSize to ${imageSize} or more (--max-image-size), or none.`,
    zh: `请将 maxImageSize 设为 ${imageSize} 或更大（--max-image-size），或设为 none。`,
  };
}

export function monitoringOn(): Wording {
  return {
    en: 'monitoring: alert rules are evaluated and devices polled.',
    zh: 'monitoring 已启用：评估告警规则并轮询设备。',
  };
}

export function monitoringOff(name: string): Wording {
  return {
    en: `monitoring is off in "${name}": nobody is told when captions fail or memory runs short. Statistics are kept.`,
    zh: `“${name}”中 monitoring 未启用：描述失败或内存不足时无人得知。统计仍会保留。`,
  };
}

export function turnMonitoringOn(): Wording {
  return {
    en: 'Turn monitoring on (--monitoring, OFA_CAPTION_MONITORING=1).',
    zh: '请启用 monitoring（--monitoring、OFA_CAPTION_MONITORING=1）。',
  };
}
