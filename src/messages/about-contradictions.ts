import type { Wording } from '../errors/wording.js';

export function halfPrecisionOnCpu(precision: string): Wording {
  return {
    en: `precision ${precision} runs on a GPU only, and device is CPU. Choose FP32 or INT8, or device AUTO or CUDA.`,
    zh: `precision ${precision} 只能在 GPU 上运行，而 device 为 CPU。请选择 FP32 或 INT8，或将 device 设为 AUTO 或 CUDA。`,
  };
}

export function int8OnGpu(): Wording {
  return {
    en: 'precision INT8 runs on the CPU only. Choose FP16, BF16 or FP32 for a GPU, or device AUTO or CPU without forceCuda.',
    zh: 'precision INT8 只能在 CPU 上运行。使用 GPU 时请选择 FP16、BF16 或 FP32；或将 device 设为 AUTO 或 CPU，并关闭 forceCuda。',
  };
}

export function forcedOntoGpu(): Wording {
  return {
    en: 'forceCuda means never the CPU, and device is CPU. Change one of them.',
    zh: 'forceCuda 表示绝不使用 CPU，而 device 为 CPU。请更改其中之一。',
  };
}

export function noGpuToChoose(): Wording {
  return {
    en: 'deviceIds chooses among GPUs, and device is CPU. Set device to AUTO or CUDA, or deviceIds to [].',
    zh: 'deviceIds 用于选择 GPU，而 device 为 CPU。请将 device 设为 AUTO 或 CUDA，或将 deviceIds 设为 []。',
  };
}

export function samplingOnly(parameter: string, off: number): Wording {
  return {
    en: `${parameter} steers sampling, and decoding is BEAM. Set decoding to SAMPLE, or ${parameter} to ${off}.`,
    zh: `${parameter} 只对采样有效，而 decoding 为 BEAM。请将 decoding 设为 SAMPLE，或将 ${parameter} 设为 ${off}。`,
  };
}
