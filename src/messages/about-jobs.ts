import type { Wording } from '../errors/wording.js';

export function unknownJob(): Wording {
  return { en: 'There is no such job.', zh: '没有这个任务。' };
}

export function noPictures(): Wording {
  return { en: 'A job needs at least one picture.', zh: '任务至少要有一张图片。' };
}

export function tooManyPictures(most: number, count: number): Wording {
  return {
    en: `A job takes at most ${most} pictures, not ${count}. Send several jobs.`,
    zh: `一个任务最多 ${most} 张图片，而不是 ${count} 张。请分成多个任务发送。`,
  };
}

export function badIdempotencyKey(longest: number): Wording {
  return {
    en: `idempotencyKey must have 1 to ${longest} characters.`,
    zh: `idempotencyKey 的长度必须是 1 到 ${longest} 个字符。`,
  };
}

export function keyOfAnotherRequest(): Wording {
  return {
    en: 'This idempotencyKey belongs to another request. Take a new key for a new job.',
    zh: '该 idempotencyKey 已用于另一个请求。新任务请使用新的 key。',
  };
}

export function negativeSequence(value: number): Wording {
  return {
    en: `afterSequence must be 0 or more, not ${value}.`,
    zh: `afterSequence 必须大于或等于 0，而不是 ${value}。`,
  };
}
