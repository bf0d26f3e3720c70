import type { Wording } from '../errors/wording.js';

export function unknownProfile(name: string): Wording {
  return { en: `There is no profile named "${name}".`, zh: `没有名为“${name}”的配置方案。` };
}

/** For a number that is not within `min` … `max`, ends included. */
export function outOfRange(
  parameter: string,
  { min, max, integer }: { readonly min: number; readonly max: number; readonly integer: boolean },
  value: number,
): Wording {
  const kind = integer ? { en: 'a whole number', zh: '整数' } : { en: 'a number', zh: '数' };
  return {
    en: `${parameter} must be ${kind.en} from ${min} to ${max}, not ${value}.`,
    zh: `${parameter} 必须是 ${min} 到 ${max} 之间的${kind.zh}，而不是 ${value}。`,
  };
}

export function notBase64(): Wording {
  return {
    en: 'The picture is not base64. Encode the bytes of the picture file as base64.',
    zh: '图片不是有效的 base64。请把图片文件的字节编码为 base64。',
  };
}

export function uploadUsedTwice(): Wording {
  return {
    en: 'An uploaded file can be captioned once. Send it as two files.',
    zh: '一个上传的文件只能使用一次。请作为两个文件发送。',
  };
}
