import type { PlainError } from '../errors/coded-error.js';
import type { Language, Wording } from '../errors/wording.js';
import { chineseByCode } from './by-code.js';

/** An error, with its own words in every language where it has them. */
export interface WordedError extends PlainError {
  readonly wording?: Wording | null;
}

/**
 * What an error says in a language. Where its own words exist in English only, Chinese is what its code means; a wrong
 * request is beyond repair without the particulars, so there the English follows.
 */
export function messageIn(language: Language, error: WordedError): string {
  if (language === 'en') return error.message;
  // Asked for by its property: the schema library hands errors on as proxies that are instances of nothing.
  if (error.wording != null) return error.wording[language];
  const general = chineseByCode[error.code];
  return error.code === 'INVALID_INPUT' && error.message !== '' ? `${general}（${error.message}）` : general;
}
