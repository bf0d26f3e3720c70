import type { Wording } from '../errors/wording.js';

export function nvidiaSmiMissing(command: string): Wording {
  return {
    en: `${command} was not found, so there seems to be no NVIDIA driver.`,
    zh: `找不到 ${command}，可能没有安装 NVIDIA 驱动。`,
  };
}

export function nvidiaSmiNotStarted(command: string, cause: string): Wording {
  return { en: `${command} could not be started: ${cause}.`, zh: `无法启动 ${command}：${cause}。` };
}

export function nvidiaSmiSilent(command: string, seconds: number): Wording {
  return {
    en: `${command} did not answer within ${seconds} s.`,
    zh: `${command} 在 ${seconds} 秒内没有响应。`,
  };
}

/** @param said what it printed, empty for nothing */
export function nvidiaSmiEnded(command: string, status: string, said: string): Wording {
  return {
    en: `${command} ended with ${status}${said === '' ? '' : `: ${said}`}`,
    zh: `${command} 已退出（${status}）${said === '' ? '' : `：${said}`}`,
  };
}

export function gpusNotWatched(): Wording {
  return { en: 'The GPUs are not watched any more.', zh: '已停止监视 GPU。' };
}

export function hiddenByEnvironment(value: string): Wording {
  return {
    en: `CUDA_VISIBLE_DEVICES=${value} hides every GPU.`,
    zh: `CUDA_VISIBLE_DEVICES=${value} 隐藏了所有 GPU。`,
  };
}

export function unknownVisibleDevice(entry: string, count: number): Wording {
  return {
    en: `CUDA_VISIBLE_DEVICES names "${entry}", which is none of the ${count} GPUs; CUDA ignores it and all after it.`,
    zh: `CUDA_VISIBLE_DEVICES 中的“${entry}”不是 ${count} 个 GPU 中的任何一个；CUDA 会忽略它及其后的所有条目。`,
  };
}

export function ambiguousVisibleDevice(entry: string): Wording {
  return {
    en: `CUDA_VISIBLE_DEVICES names "${entry}", which fits several GPUs; CUDA ignores it and all after it.`,
    zh: `CUDA_VISIBLE_DEVICES 中的“${entry}”与多个 GPU 匹配；CUDA 会忽略它及其后的所有条目。`,
  };
}

export function repeatedVisibleDevice(entry: string): Wording {
  return {
    en: `CUDA_VISIBLE_DEVICES names "${entry}" twice, which makes CUDA show no GPU at all.`,
    zh: `CUDA_VISIBLE_DEVICES 中重复出现“${entry}”，这会使 CUDA 不显示任何 GPU。`,
  };
}

/** For the log, when an engine gets its GPU. */
export function usingCudaDevice(name: string): Wording {
  return { en: `Using CUDA device: ${name}`, zh: `使用 CUDA 设备：${name}` };
}

/** For the log, when that engine has its graph. */
export function modelLoadedToGpu(): Wording {
  return { en: 'Model loaded to GPU', zh: '模型已加载到 GPU' };
}

/** @param why a sentence; its full stop is left away */
export function usingTheCpu(why: Wording, changes: Wording | null): Wording {
  return {
    en: `CUDA is not available (${inside(why.en)}); using the CPU${changes === null ? '' : `. ${changes.en}`}`,
    zh: `CUDA 不可用（${inside(why.zh)}），改用 CPU${changes === null ? '' : `。${changes.zh}`}`,
  };
}

/** @param fix what to do about it */
export function cudaUnavailable(why: Wording, fix: Wording): Wording {
  return { en: `CUDA is not available: ${why.en} ${fix.en}`, zh: `CUDA 不可用：${why.zh}${fix.zh}` };
}

export function precisionForCpu(precision: string): Wording {
  return {
    en: `${precision} is for GPUs, so the model runs in FP32.`,
    zh: `${precision} 用于 GPU，因此模型以 FP32 运行。`,
  };
}

export function cpuForced(): Wording {
  return {
    en: 'device CPU and forceCuda contradict each other. Set device to AUTO or CUDA, or forceCuda to false.',
    zh: 'device 为 CPU 与 forceCuda 相互矛盾。请把 device 设为 AUTO 或 CUDA，或把 forceCuda 设为 false。',
  };
}

export function int8OnCuda(): Wording {
  return {
    en: 'precision INT8 is for the CPU. Take FP16 on a GPU, or set device to CPU.',
    zh: 'precision INT8 仅用于 CPU。在 GPU 上请使用 FP16，或把 device 设为 CPU。',
  };
}

export function int8OnCpu(): Wording {
  return {
    en: 'precision INT8 is for the CPU; using the CPU.',
    zh: 'precision INT8 仅用于 CPU，因此使用 CPU。',
  };
}

export function noSuchDevice(id: number, count: number): Wording {
  const visible = count === 1 ? '1 GPU is' : `${count} GPUs are`;
  return {
    en: `deviceIds names ${id}, but ${visible} visible${count === 0 ? '' : ` (0${count === 1 ? '' : ` to ${count - 1}`})`}.`,
    zh: `deviceIds 中有 ${id}，但可见的 GPU 共 ${count} 个${count === 0 ? '' : `（0${count === 1 ? '' : ` 到 ${count - 1}`}）`}。`,
  };
}

export function repeatedDevice(id: number): Wording {
  return { en: `deviceIds names ${id} twice.`, zh: `deviceIds 中重复出现 ${id}。` };
}

export function unsuitableDevice(id: number, why: Wording): Wording {
  return { en: `deviceIds names ${id}: ${why.en}`, zh: `deviceIds 中有 ${id}：${why.zh}` };
}

function inside(sentence: string): string {
  return sentence.replace(/[.。]$/, '');
}
