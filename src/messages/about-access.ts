import type { Wording } from '../errors/wording.js';

export function keyWanted(): Wording {
  return {
    en: 'This server wants a key: the header Authorization: Bearer KEY, over WebSocket `authorization` in connectionParams.',
    zh: '本服务器需要密钥：请发送请求头 Authorization: Bearer KEY；WebSocket 请在 connectionParams 中提供 `authorization`。',
  };
}

export function keyNotValid(): Wording {
  return {
    en: 'This key is not valid, or no longer. Ask an admin for a new one.',
    zh: '密钥无效或已被撤销。请向管理员申请新的密钥。',
  };
}

export function adminsOnly(): Wording {
  return { en: 'Only the key of an admin allows this.', zh: '此操作需要管理员密钥。' };
}

export function tooManyRequests(perMinute: number, retryAfterMs: number): Wording {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return {
    en: `A key may make ${perMinute} requests a minute. Try again in ${seconds} s.`,
    zh: `每个密钥每分钟最多 ${perMinute} 个请求。请在 ${seconds} 秒后重试。`,
  };
}

export function badKeyName(): Wording {
  return {
    en: 'name must have 1 to 64 letters, digits, spaces, dots, hyphens, underscores or @, begin with a letter and not end with a space.',
    zh: 'name 必须由 1 到 64 个字母（含汉字）、数字、空格、点、连字符、下划线或 @ 组成，以字母开头，且不以空格结尾。',
  };
}

export function keyNameTaken(name: string): Wording {
  return {
    en: `There is a key named "${name}" already. Revoke it first, or take another name.`,
    zh: `已有名为“${name}”的密钥。请先撤销它，或换一个名称。`,
  };
}

export function unknownKey(): Wording {
  return { en: 'There is no such key.', zh: '没有这个密钥。' };
}
