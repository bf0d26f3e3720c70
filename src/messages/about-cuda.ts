import type { Wording } from '../errors/wording.js';

export function noCudaBuild(platform: string): Wording {
  return {
    en: `ONNX Runtime for Node.js has CUDA on Linux x64 only, and this is ${platform}.`,
    zh: `Node.js 版 ONNX Runtime 仅在 Linux x64 上支持 CUDA，而当前平台是 ${platform}。`,
  };
}

export function useTheCpu(): Wording {
  return {
    en: 'Use the CPU: device CPU, without forceCuda.',
    zh: '请使用 CPU：device 设为 CPU，且不设 forceCuda。',
  };
}

export function platformSupported(): Wording {
  return { en: 'Linux x64.', zh: 'Linux x64。' };
}

export function driverNotAsked(): Wording {
  return { en: 'nvidia-smi has not answered yet.', zh: 'nvidia-smi 尚未响应。' };
}

export function driverFound(driver: string | null, cuda: string | null): Wording {
  const unknown = { en: 'unknown version', zh: '版本未知' };
  return {
    en: `NVIDIA driver ${driver ?? unknown.en}${cuda === null ? '' : `, for CUDA up to ${cuda}`}.`,
    zh: `NVIDIA 驱动 ${driver ?? unknown.zh}${cuda === null ? '' : `，最高支持 CUDA ${cuda}`}。`,
  };
}

export function installDriver(): Wording {
  return {
    en: 'Install the NVIDIA driver (https://www.nvidia.com/drivers or a package of your distribution), restart, and try `nvidia-smi`. A container needs `--gpus all` and the NVIDIA Container Toolkit.',
    zh: '请安装 NVIDIA 驱动（https://www.nvidia.com/drivers 或发行版的软件包），重启后运行 `nvidia-smi` 检查。容器需要 `--gpus all` 和 NVIDIA Container Toolkit。',
  };
}

export function noGpu(): Wording {
  return { en: 'The driver finds no GPU.', zh: '驱动没有找到 GPU。' };
}

export function attachGpu(): Wording {
  return {
    en: 'See whether `nvidia-smi -L` lists one. A container needs `--gpus all`.',
    zh: '请检查 `nvidia-smi -L` 是否列出 GPU。容器需要 `--gpus all`。',
  };
}

export function noGpuVisible(): Wording {
  return { en: 'No GPU is visible to CUDA.', zh: '没有对 CUDA 可见的 GPU。' };
}

export function changeVisibleDevices(): Wording {
  return {
    en: 'Unset CUDA_VISIBLE_DEVICES, or name the GPUs as `nvidia-smi -L` lists them.',
    zh: '请取消设置 CUDA_VISIBLE_DEVICES，或按 `nvidia-smi -L` 的列表填写。',
  };
}

export function gpusVisible(names: readonly string[]): Wording {
  const list = names.map((name, i) => `${i}: ${name}`);
  return { en: `${list.join(', ')}.`, zh: `${list.join('，')}。` };
}

export function providerMissing(library: string, directory: string): Wording {
  return {
    en: `${library} is missing in ${directory}: ONNX Runtime comes with the CPU only.`,
    zh: `${directory} 中缺少 ${library}：ONNX Runtime 自带的只有 CPU 版本。`,
  };
}

export function damagedLibrary(path: string, message: string): Wording {
  return { en: message, zh: `${path} 不是可用的共享库。` };
}

export function installProvider(): Wording {
  return {
    en: 'Run `ofa-caption cuda install`; on a machine without internet, `ofa-caption cuda install --from DIR`.',
    zh: '请运行 `ofa-caption cuda install`；无法联网时运行 `ofa-caption cuda install --from DIR`。',
  };
}

export function providerFound(path: string, cuda: string | null, cudnn: string | null): Wording {
  const wants = [cuda === null ? null : `CUDA ${cuda}`, cudnn === null ? null : `cuDNN ${cudnn}`];
  const list = wants.filter((want) => want !== null);
  return {
    en: `${path}${list.length === 0 ? '' : `, built for ${list.join(' and ')}`}.`,
    zh: `${path}${list.length === 0 ? '' : `，适用于 ${list.join('、')}`}。`,
  };
}

export function librariesMissing(names: readonly string[]): Wording {
  return {
    en: `The loader does not find ${names.join(', ')}.`,
    zh: `加载器找不到 ${names.join('、')}。`,
  };
}

export function librariesFound(count: number): Wording {
  return { en: `All ${count} needed libraries are found.`, zh: `所需的 ${count} 个库都已找到。` };
}

/** @param kinds what is missing, at least one */
export function installLibraries(
  kinds: {
    readonly driver: boolean;
    readonly cudnn: boolean;
    readonly cuda: boolean;
    readonly other: boolean;
  },
  cuda: string,
  cudnn: string,
): Wording {
  const steps: Wording[] = [];
  if (kinds.driver) {
    steps.push({
      en: 'libcuda.so.1 belongs to the driver; a container needs NVIDIA_DRIVER_CAPABILITIES=compute,utility.',
      zh: 'libcuda.so.1 属于驱动；容器需要 NVIDIA_DRIVER_CAPABILITIES=compute,utility。',
    });
  }
  if (kinds.cuda) {
    steps.push({
      en: `Install the libraries of ${cuda} (https://developer.nvidia.com/cuda-downloads).`,
      zh: `请安装 ${cuda} 的库（https://developer.nvidia.com/cuda-downloads）。`,
    });
  }
  if (kinds.cudnn) {
    steps.push({
      en: `Install ${cudnn} for ${cuda} (https://developer.nvidia.com/cudnn-downloads).`,
      zh: `请安装适用于 ${cuda} 的 ${cudnn}（https://developer.nvidia.com/cudnn-downloads）。`,
    });
  }
  if (kinds.other) {
    steps.push({
      en: 'Install the others from your distribution.',
      zh: '其余的库请从发行版安装。',
    });
  }
  steps.push({
    en: 'If they are installed, add their folder to LD_LIBRARY_PATH.',
    zh: '如已安装，请把所在目录加入 LD_LIBRARY_PATH。',
  });
  return { en: steps.map(({ en }) => en).join(' '), zh: steps.map(({ zh }) => zh).join('') };
}

export function driverTooOld(driver: string | null, runs: string, wanted: string): Wording {
  return {
    en: `NVIDIA driver ${driver ?? ''} runs CUDA up to ${runs}, and the provider is built for CUDA ${wanted}.`,
    zh: `NVIDIA 驱动 ${driver ?? ''} 最高支持 CUDA ${runs}，而该组件需要 CUDA ${wanted}。`,
  };
}

/** @param least the first driver for that CUDA, where known */
export function updateDriver(wanted: string, least: string | null): Wording {
  return {
    en: `Update the NVIDIA driver${least === null ? '' : ` to ${least} or newer`}, until \`nvidia-smi\` shows CUDA ${wanted} or newer.`,
    zh: `请更新 NVIDIA 驱动${least === null ? '' : `到 ${least} 或更新版本`}，直到 \`nvidia-smi\` 显示 CUDA ${wanted} 或更新版本。`,
  };
}

export function driverNewEnough(runs: string | null, wanted: string | null): Wording {
  return {
    en:
      runs === null || wanted === null
        ? 'The versions are not told.'
        : `CUDA ${wanted} runs on a driver for CUDA ${runs}.`,
    zh: runs === null || wanted === null ? '版本未知。' : `支持 CUDA ${runs} 的驱动可以运行 CUDA ${wanted}。`,
  };
}

export function deviceTooOld(name: string, capability: string, cuda: string, least: string): Wording {
  return {
    en: `${name} has compute capability ${capability}, and CUDA ${cuda} needs ${least} or more.`,
    zh: `${name} 的计算能力为 ${capability}，而 CUDA ${cuda} 需要 ${least} 或更高。`,
  };
}

export function takeAnotherDevice(): Wording {
  return {
    en: 'Take a newer GPU, a provider for an older CUDA (`ofa-caption cuda install --from DIR`), or the CPU.',
    zh: '请使用较新的 GPU、适用于较旧 CUDA 的组件（`ofa-caption cuda install --from DIR`），或使用 CPU。',
  };
}

export function devicesNewEnough(capabilities: readonly string[]): Wording {
  const list = capabilities.length === 0 ? null : capabilities.join(', ');
  return {
    en: list === null ? 'Compute capability is not told.' : `Compute capability ${list}.`,
    zh: list === null ? '计算能力未知。' : `计算能力 ${list}。`,
  };
}

export function notChecked(): Wording {
  return { en: 'Not checked: something before it is missing.', zh: '未检查：前面的条件尚未满足。' };
}
