import type { Wording } from '../errors/wording.js';

export function nameMissing(): Wording {
  return { en: 'A new profile needs a name.', zh: '新的配置方案需要名称（name）。' };
}

export function badName(): Wording {
  return {
    en: 'name must have 1 to 64 letters, digits, spaces, dots, hyphens or underscores, and begin and end with a letter or digit.',
    zh: 'name 必须由 1 到 64 个字母（含汉字）、数字、空格、点、连字符或下划线组成，且首尾须为字母或数字。',
  };
}

export function nameTaken(name: string): Wording {
  return { en: `There is a profile named "${name}" already.`, zh: `已有名为“${name}”的配置方案。` };
}

export function notNullable(parameter: string): Wording {
  return {
    en: `${parameter} cannot be null. Leave it away to keep it as it is.`,
    zh: `${parameter} 不能为 null。如不需要更改，请省略它。`,
  };
}

export function unknownModel(name: string): Wording {
  return {
    en: `There is no model named "${name}". The query \`models\` lists what there is.`,
    zh: `没有名为“${name}”的模型。可用的模型见查询 \`models\`。`,
  };
}

export function badDeviceIds(): Wording {
  return {
    en: 'deviceIds must be different whole numbers from 0 to 63; an empty list means all GPUs that are visible.',
    zh: 'deviceIds 必须是 0 到 63 之间互不相同的整数；空列表表示所有可见的 GPU。',
  };
}

export function builtInProfile(name: string): Wording {
  return {
    en: `The profile "${name}" came with the program and cannot be changed or deleted. Create one of your own.`,
    zh: `“${name}”是内置配置方案，不能更改或删除。请新建一个。`,
  };
}

export function activeProfile(name: string): Wording {
  return {
    en: `The profile "${name}" is the active one and cannot be deleted. Activate another one first.`,
    zh: `“${name}”是当前启用的配置方案，不能删除。请先启用另一个。`,
  };
}

/** @param source an option or an environment variable */
export function overriddenParameter(parameter: string, source: string): Wording {
  return {
    en: `${parameter} is set for every profile by ${source}, and cannot be changed here. Start the server without ${source} to change it in a profile.`,
    zh: `${parameter} 已由 ${source} 为所有配置方案统一设定，不能在此更改。如需在配置方案中更改，请在启动服务器时去掉 ${source}。`,
  };
}

/** @param sources options and environment variables that take part in it */
export function notUsable(name: string, reason: Wording, sources: readonly string[]): Wording {
  const because = sources.join(', ');
  return sources.length === 0
    ? {
        en: `The profile "${name}" cannot be used: ${reason.en}`,
        zh: `配置方案“${name}”无法使用：${reason.zh}`,
      }
    : {
        en: `The profile "${name}" cannot be used together with ${because}: ${reason.en}`,
        zh: `配置方案“${name}”无法与 ${because} 同时使用：${reason.zh}`,
      };
}

export function modelGone(name: string, model: string): Wording {
  return {
    en: `The profile "${name}" goes by the model "${model}", which is not there. Import it (ofa-caption models import DIR --name ${model}), name another model in the profile, or set one for all with --model; for the profiles that came with the program choose another default model (ofa-caption models default NAME).`,
    zh: `配置方案“${name}”使用的模型“${model}”不存在。请导入该模型（ofa-caption models import DIR --name ${model}），在配置方案中改用其他模型，或用 --model 统一指定；内置配置方案可另选默认模型（ofa-caption models default NAME）。`,
  };
}
