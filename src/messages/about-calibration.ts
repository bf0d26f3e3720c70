import type { Wording } from '../errors/wording.js';

/** For INT8 without ranges. */
export function calibrationMissing(model: string): Wording {
  const command = `ofa-caption models calibrate ${model} --images DIR`;
  return {
    en: `INT8 needs the ranges of the model's values, measured on pictures. Run: ${command}`,
    zh: `INT8 需要先用图片测量模型数值的范围。请运行：${command}`,
  };
}
