import type { Wording } from '../errors/wording.js';

export function pageSizeOutOfRange(argument: string, largest: number, size: number): Wording {
  return {
    en: `\`${argument}\` must be between 0 and ${largest}, not ${size}.`,
    zh: `\`${argument}\` 必须在 0 到 ${largest} 之间，而不是 ${size}。`,
  };
}

export function foreignCursor(argument: string): Wording {
  return { en: `\`${argument}\` is not a cursor of this list.`, zh: `\`${argument}\` 不是此列表的游标。` };
}
