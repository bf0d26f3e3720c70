import { CodedError, type PlainError } from '../errors/coded-error.js';
import type { Language } from '../errors/wording.js';
import { chineseByCode } from './by-code.js';

/**
 * What an error says in a language. Where its own words exist in English only, Chinese is what its code means; a wrong
 * request is beyond repair without the particulars, so there the English follows.
 */
export function messageIn(language: Language, error: PlainError): string {
  if (language === 'en') return error.message;
  if (error instanceof CodedError && error.wording !== null) return error.wording[language];
  const general = chineseByCode[error.code];
  return error.code === 'INVALID_INPUT' && error.message !== '' ? `${general}（${error.message}）` : general;
}
