import type { Wording } from '../errors/wording.js';

export function loadingModel(): Wording {
  return { en: 'The engine is loading the model.', zh: '引擎正在加载模型。' };
}

/** @param fraction 0 to 1 */
export function compilingModel(fraction: number): Wording {
  const percent = Math.round(100 * fraction);
  return {
    en: `The engine is compiling the model for its first use: ${percent} % done.`,
    zh: `引擎正在为首次使用编译模型：已完成 ${percent} %。`,
  };
}
