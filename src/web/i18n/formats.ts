import type { Language } from '../preferences/preferences.js';
import { useLanguage } from './messages.js';

/** Numbers and times as they are written in the language of the page. */
export interface Formats {
  readonly number: (value: number, digits?: number) => string;
  /** From 0 to 1. */
  readonly percent: (share: number) => string;
  readonly bytes: (value: number) => string;
  /** Milliseconds, in the unit that suits them. */
  readonly duration: (milliseconds: number) => string;
  /** An ISO date or milliseconds since 1970. */
  readonly dateTime: (at: string | number) => string;
  readonly time: (at: string | number) => string;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

function create(language: Language): Formats {
  const locale =
    language === 'zh' ? 'zh-CN' : (navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en');
  const unit = (name: string, value: number, digits: number): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  return {
    number: (value, digits = 0) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value),
    percent: (share) => percent.format(share),
    bytes: (value) => {
      const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
      return unit(units[power] ?? 'byte', value / 1000 ** power, power > 1 ? 1 : 0);
    },
    duration: (milliseconds) => {
      if (milliseconds < 1000) return unit('millisecond', milliseconds, milliseconds < 10 ? 1 : 0);
      if (milliseconds < 60_000) return unit('second', milliseconds / 1000, milliseconds < 10_000 ? 1 : 0);
      const minutes = Math.round(milliseconds / 60_000);
      if (minutes < 60) return unit('minute', minutes, 0);
      return `${unit('hour', Math.floor(minutes / 60), 0)} ${unit('minute', minutes % 60, 0)}`;
    },
    dateTime: (at) => dateTime.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
  };
}

const made = new Map<Language, Formats>();

export function formatsIn(language: Language): Formats {
  let formats = made.get(language);
  if (formats === undefined) made.set(language, (formats = create(language)));
  return formats;
}

export function useFormats(): Formats {
  return formatsIn(useLanguage());
}
