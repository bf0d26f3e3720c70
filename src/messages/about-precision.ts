import type { Wording } from '../errors/wording.js';

/** For INT8 without ranges. */
export function calibrationMissing(model: string): Wording {
  const command = `ofa-caption models calibrate ${model} --images DIR`;
  return {
    en: `INT8 needs the ranges of the model's values, measured on pictures. Run: ${command}`,
    zh: `INT8 需要先用图片测量模型数值的范围。请运行：${command}`,
  };
}

/** For a device without kernels of a precision. */
export function noKernels(precision: string, operators: readonly string[]): Wording {
  const names = operators.join(', ');
  return {
    en: `ONNX Runtime has no ${precision} kernel for ${names} on this device. Choose another precision: FP16 or FP32.`,
    zh: `在此设备上，ONNX Runtime 没有 ${names} 的 ${precision} 实现。请选择其他精度：FP16 或 FP32。`,
  };
}

/** A warning, for INT8 that was measured to lose more than is accepted. */
export function losesQuality(
  model: string,
  ciderD: { readonly fp32: number; readonly int8: number },
): Wording {
  const [before, after] = [ciderD.fp32.toFixed(4), ciderD.int8.toFixed(4)];
  return {
    en: `INT8 makes the captions of ${model} worse: CIDEr-D ${after} instead of ${before} in FP32.`,
    zh: `INT8 会降低 ${model} 的描述质量：CIDEr-D 由 FP32 的 ${before} 变为 ${after}。`,
  };
}

/** For a command that names a model that is not there. */
export function modelNotHere(name: string, known: readonly string[]): Wording {
  const names = known.join(', ');
  return {
    en: `There is no model named "${name}" here, only: ${names}. Import it with ofa-caption models import DIR, or name its directory with --model.`,
    zh: `这里没有名为“${name}”的模型，只有：${names}。请用 ofa-caption models import DIR 导入，或用 --model 指定其目录。`,
  };
}
