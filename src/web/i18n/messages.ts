import type { Language } from '../preferences/preferences.js';
import { useValue } from '../preferences/value.js';
import { usePageServices } from '../api/page-services.js';

/** The words of a part of the page. Each part has its own, so that they come with it. */
export type MessageTables<Messages> = Readonly<Record<Language, Messages>>;

export function useLanguage(): Language {
  return useValue(usePageServices().preferences.language);
}

/** The words in the language of the page. */
export function useMessages<Messages>(tables: MessageTables<Messages>): Messages {
  return tables[useLanguage()];
}

const englishPlurals = new Intl.PluralRules('en');
const englishNumbers = new Intl.NumberFormat('en');

/** `1,200`. */
export function inEnglish(value: number): string {
  return englishNumbers.format(value);
}

/** `1 picture`, `1,200 pictures`. */
export function countedInEnglish(count: number, one: string, other: string): string {
  return `${inEnglish(count)} ${englishPlurals.select(count) === 'one' ? one : other}`;
}

const chineseNumbers = new Intl.NumberFormat('zh-CN');

/** `1,200 张图片`; `noun` begins with the measure word. */
export function countedInChinese(count: number, noun: string): string {
  return `${chineseNumbers.format(count)} ${noun}`;
}
