import type { Wording } from '../errors/wording.js';

/** Appended to what is missing where nothing depends on it. */
export function notNeeded(detail: Wording): Wording {
  return {
    en: `Not needed: the profile does not ask for a GPU, or there is none. ${detail.en}`,
    zh: `不需要：配置方案未要求 GPU，或本机没有 GPU。${detail.zh}`,
  };
}

export function runsOnGpus(names: readonly string[]): Wording {
  return {
    en: `The model runs on ${names.join(', ')} with CUDA${names.length > 1 ? ', one engine on each' : ''}.`,
    zh: `模型通过 CUDA 在 ${names.join('、')} 上运行${names.length > 1 ? '，每个 GPU 一个引擎' : ''}。`,
  };
}

export function runsOnCpu(reason: Wording | null): Wording {
  return reason === null
    ? { en: 'The model runs on the CPU, as the profile says.', zh: '按配置方案，模型在 CPU 上运行。' }
    : {
        en: `The model runs on the CPU. ${reason.en.replace(/\.?$/, '.')}`,
        zh: `模型在 CPU 上运行。${reason.zh.replace(/。?$/, '。')}`,
      };
}

/** @param missing the check that says what to do */
export function makeDeviceUsable(missing: string): Wording {
  return {
    en: `Do what stands at ${missing}, or allow the CPU: device AUTO or CPU, without forceCuda (FORCE_CUDA).`,
    zh: `请按“${missing}”一项的提示处理，或允许使用 CPU：device 设为 AUTO 或 CPU，且不设 forceCuda（FORCE_CUDA）。`,
  };
}

export function gpuIdle(missing: string): Wording {
  return {
    en: `This machine has an NVIDIA GPU that is not used. Do what stands at ${missing}, or set device CPU if that is meant.`,
    zh: `本机有 NVIDIA GPU 但未被使用。请按“${missing}”一项的提示处理；如果本意如此，请把 device 设为 CPU。`,
  };
}

export function changeDeviceIds(): Wording {
  return {
    en: 'Change deviceIds (--device-ids, OFA_CAPTION_DEVICE_IDS), or what CUDA_VISIBLE_DEVICES shows.',
    zh: '请更改 deviceIds（--device-ids、OFA_CAPTION_DEVICE_IDS），或更改 CUDA_VISIBLE_DEVICES。',
  };
}

export function neededVersionFound(product: string, required: string, found: string): Wording {
  return {
    en: `The provider needs ${product} ${required}; found ${found}.`,
    zh: `该组件需要 ${product} ${required}；已找到 ${found}。`,
  };
}

export function neededVersionMissing(product: string, required: string, others: readonly string[]): Wording {
  const instead = others.map((version) => `${product} ${version}`);
  return {
    en: `The provider needs ${product} ${required}, which is not found${instead.length === 0 ? '' : `; there is ${instead.join(', ')}, which does not do`}.`,
    zh: `该组件需要 ${product} ${required}，但没有找到${instead.length === 0 ? '' : `；本机只有 ${instead.join('、')}，不适用`}。`,
  };
}

export function productNotNeeded(product: string): Wording {
  return { en: `The provider does not ask for ${product}.`, zh: `该组件不需要 ${product}。` };
}

/** @param products such as `CUDA 12` */
export function installVersion(product: string, page: string): Wording {
  return {
    en: `Install ${product} (${page}), or, if it is installed, add its folder to LD_LIBRARY_PATH.`,
    zh: `请安装 ${product}（${page}）；如已安装，请把所在目录加入 LD_LIBRARY_PATH。`,
  };
}
