import type { Language } from '../errors/wording.js';

interface LanguageRange {
  /** As in RFC 4647, section 2.1: `zh-CN`, `en`, `*`. */
  readonly range: string;
  /** 0 … 1; 0 means: not this one. */
  readonly quality: number;
}

/**
 * The language that a client prefers among ours; English where it names none of them.
 *
 * @param preference a header `Accept-Language` (RFC 9110, section 12.5.4), or a single tag such as `zh-TW`
 */
export function preferredLanguage(preference: string | null | undefined): Language {
  let best: { language: Language; quality: number } = { language: 'en', quality: 0 };
  for (const { range, quality } of parseRanges(preference ?? '')) {
    const language = languageOf(range);
    if (language !== null && quality > best.quality) best = { language, quality };
  }
  return best.language;
}

function languageOf(range: string): Language | null {
  const [primary] = range.split('-', 1);
  if (primary === 'zh') return 'zh';
  return primary === 'en' || primary === '*' ? 'en' : null;
}

function parseRanges(preference: string): LanguageRange[] {
  return preference.split(',').map((entry) => {
    const [range = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { range, quality: /^(0(\.\d*)?|1(\.0*)?)$/.test(weight) ? Number(weight) : 0 };
  });
}
