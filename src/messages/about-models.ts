import type { Wording } from '../errors/wording.js';

export function badModelName(name: string): Wording {
  return {
    en: `"${name}" cannot be a model's name. Use a-z, 0-9, dots, dashes and underscores, at most 64, beginning with a letter or digit.`,
    zh: `“${name}”不能用作模型名称。请使用小写字母 a-z、数字 0-9、点、连字符和下划线，最多 64 个字符，并以字母或数字开头。`,
  };
}

/** For a name that is another model's, or that of a folder which is no imported model. */
export function modelNameTaken(name: string): Wording {
  return {
    en: `There is something else named "${name}" among the models already. Choose another name with --name, or remove that one first: ofa-caption models remove ${name}`,
    zh: `模型中已有名为“${name}”的其他内容。请用 --name 另选名称，或先将其删除：ofa-caption models remove ${name}`,
  };
}

export function embeddedModel(name: string): Wording {
  return {
    en: `"${name}" is the model that comes with the program; it can be neither removed nor replaced. Choose another name.`,
    zh: `“${name}”是随程序附带的模型，不能删除或替换。请另选名称。`,
  };
}

export function unknownModel(name: string, known: readonly string[]): Wording {
  const names = known.map((other) => `"${other}"`).join(', ');
  return {
    en: `There is no model named "${name}", only: ${names}. Bring it in with: ofa-caption models import DIR --name ${name}`,
    zh: `没有名为“${name}”的模型，只有：${names}。可用以下命令导入：ofa-caption models import DIR --name ${name}`,
  };
}

export function modelIsDefault(name: string): Wording {
  return {
    en: `"${name}" is the default model, by which the profiles go that came with the program. Choose another one first: ofa-caption models default NAME`,
    zh: `“${name}”是默认模型，内置配置方案正在使用它。请先另选默认模型：ofa-caption models default NAME`,
  };
}

export function modelOfProfiles(name: string, profiles: readonly string[]): Wording {
  const names = profiles.map((profile) => `"${profile}"`).join(', ');
  return {
    en: `These profiles go by the model "${name}": ${names}. Give them another one, or delete them, first.`,
    zh: `以下配置方案正在使用模型“${name}”：${names}。请先为其改用其他模型，或将其删除。`,
  };
}
