import type { Wording } from '../errors/wording.js';

export function tooLongDocument(most: number): Wording {
  return {
    en: `A document may have at most ${most} tokens. Pass lists and pictures as variables, or ask for less.`,
    zh: `一个 GraphQL 文档最多 ${most} 个词法单元（token）。请用变量传递列表和图片，或减少查询内容。`,
  };
}

export function tooDeep(most: number): Wording {
  return {
    en: `Fields may be at most ${most} levels deep. Ask in several steps.`,
    zh: `字段嵌套最多 ${most} 层。请分多次查询。`,
  };
}

export function tooManyAliases(most: number): Wording {
  return {
    en: `An operation may have at most ${most} aliases. Send several operations, or a job for many pictures.`,
    zh: `一个操作最多 ${most} 个别名。请分多个操作发送；多张图片请使用任务（createCaptionJob）。`,
  };
}

export function tooManyDirectives(most: number): Wording {
  return {
    en: `An operation may have at most ${most} directives.`,
    zh: `一个操作最多 ${most} 个指令（directive）。请减少指令。`,
  };
}

export function tooCostly(most: number): Wording {
  return {
    en: `The answer could have more than ${most} fields. Ask for shorter pages, or in several steps.`,
    zh: `结果可能超过 ${most} 个字段。请缩小每页条数，或分多次查询。`,
  };
}
