import type { Wording } from '../errors/wording.js';

export function variableNotSet(variable: string, meaning: Wording): Wording {
  return { en: `${variable} is not set: ${meaning.en}.`, zh: `未设置 ${variable}：${meaning.zh}。` };
}

export function variableSet(variable: string, value: string, meaning: Wording): Wording {
  return { en: `${variable}=${value}: ${meaning.en}.`, zh: `${variable}=${value}：${meaning.zh}。` };
}

export const allGpusVisible: Wording = { en: 'every GPU is visible', zh: '所有 GPU 均可见' };
export const busOrder: Wording = {
  en: 'engines count GPUs by the PCI bus, as nvidia-smi does',
  zh: '引擎按 PCI 总线顺序编号，与 nvidia-smi 一致',
};
export const noForce: Wording = { en: 'the profile decides', zh: '由配置方案决定' };
export const forced: Wording = { en: 'the CPU is never used', zh: '绝不使用 CPU' };
export const tf32Default: Wording = {
  en: 'libraries choose; `deterministic` turns TF32 off by itself',
  zh: '由库决定；`deterministic` 会自动关闭 TF32',
};
export const tf32Off: Wording = { en: 'matrices are multiplied in full FP32', zh: '矩阵以完整的 FP32 相乘' };
export const defaultFolders: Wording = {
  en: 'libraries are looked for in the usual folders',
  zh: '在默认目录中查找库',
};
export const foldersExist: Wording = { en: 'all of these folders exist', zh: '这些目录都存在' };

export function gpusShown(count: number): Wording {
  return { en: `${count} visible`, zh: `可见 ${count} 个` };
}

export function noGpuToShow(value: string): Wording {
  return {
    en: `CUDA_VISIBLE_DEVICES=${value}, but no GPU was found here that it could show or hide.`,
    zh: `CUDA_VISIBLE_DEVICES=${value}，但本机没有可供显示或隐藏的 GPU。`,
  };
}

export function fastestFirst(value: string, count: number): Wording {
  return {
    en: `CUDA_DEVICE_ORDER=${value} with ${count} GPUs: other programs count them differently from nvidia-smi and from deviceIds.`,
    zh: `CUDA_DEVICE_ORDER=${value}，共 ${count} 个 GPU：其他程序的编号与 nvidia-smi 及 deviceIds 不同。`,
  };
}

export function unknownValue(variable: string, value: string): Wording {
  return {
    en: `${variable}=${value} is no value that CUDA knows.`,
    zh: `${variable}=${value} 不是 CUDA 认识的值。`,
  };
}

export function setTo(variable: string, value: string): Wording {
  return { en: `Set ${variable}=${value}, or unset it.`, zh: `请设为 ${variable}=${value}，或取消设置。` };
}

export function forceWithoutEffect(value: string, source: string): Wording {
  return {
    en: `FORCE_CUDA=${value} has no effect: ${source} says otherwise.`,
    zh: `FORCE_CUDA=${value} 不起作用：${source} 另有设定。`,
  };
}

export function agreeOnForce(): Wording {
  return {
    en: 'Unset one of them. FORCE_CUDA can only turn forcing on; --no-force-cuda turns it off.',
    zh: '请取消其中之一。FORCE_CUDA 只能开启强制；--no-force-cuda 可将其关闭。',
  };
}

export function tf32Forced(value: string): Wording {
  return {
    en: `NVIDIA_TF32_OVERRIDE=${value} multiplies matrices with 10 bits of mantissa also in FP32; only with \`deterministic\` do engines set it to 0.`,
    zh: `NVIDIA_TF32_OVERRIDE=${value} 会使 FP32 的矩阵乘法也只用 10 位尾数；只有启用 \`deterministic\` 时引擎才会将其设为 0。`,
  };
}

export function foldersMissing(folders: readonly string[]): Wording {
  return {
    en: `LD_LIBRARY_PATH names folders that do not exist: ${folders.join(', ')}.`,
    zh: `LD_LIBRARY_PATH 中的以下目录不存在：${folders.join('、')}。`,
  };
}

export function correctLibraryPath(): Wording {
  return {
    en: 'Correct LD_LIBRARY_PATH, or take these folders out.',
    zh: '请更正 LD_LIBRARY_PATH，或删除这些目录。',
  };
}

export function otherRuntime(folder: string): Wording {
  return {
    en: `LD_LIBRARY_PATH puts the libonnxruntime.so.1 of ${folder} before the one that came with this program.`,
    zh: `LD_LIBRARY_PATH 使 ${folder} 中的 libonnxruntime.so.1 优先于本程序自带的版本。`,
  };
}

export function dropOtherRuntime(version: string): Wording {
  return {
    en: `Take that folder out of LD_LIBRARY_PATH, unless its ONNX Runtime is ${version} too and that is meant.`,
    zh: `请从 LD_LIBRARY_PATH 中删除该目录，除非其中的 ONNX Runtime 也是 ${version} 且有意如此。`,
  };
}

/** @param names each with the one that may have been meant, null where none is near */
export function unknownVariables(
  names: readonly { readonly name: string; readonly meant: string | null }[],
): Wording {
  const list = (perhaps: (name: string) => string): string =>
    names.map(({ name, meant }) => (meant === null ? name : `${name}${perhaps(meant)}`)).join(', ');
  return {
    en: `No option reads ${list((meant) => ` (${meant}?)`)}.`,
    zh: `没有选项读取 ${list((meant) => `（是否为 ${meant}？）`)}。`,
  };
}

export function correctVariables(): Wording {
  return {
    en: 'Correct the name, or unset it. `ofa-caption serve --help` lists all.',
    zh: '请更正名称，或取消设置。`ofa-caption serve --help` 列出全部变量。',
  };
}

export function variablesKnown(names: readonly string[]): Wording {
  return names.length === 0
    ? { en: 'No OFA_CAPTION_ variable is set.', zh: '没有设置 OFA_CAPTION_ 变量。' }
    : { en: `Set and known: ${names.join(', ')}.`, zh: `已设置且有效：${names.join('、')}。` };
}
