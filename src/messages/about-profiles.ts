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

export function builtInProfile(name: string): Wording {
  return {
    en: `The profile "${name}" came with the program and cannot be changed. Create one of your own.`,
    zh: `“${name}”是内置配置方案，不能更改。请新建一个。`,
  };
}
