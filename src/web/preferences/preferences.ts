import { storedValue } from './stored-value.js';
import type { Value } from './value.js';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the user chose once, for good. */
export interface Preferences {
  readonly language: Value<Language>;
  readonly theme: Value<Theme>;
  /** The key that the server asks for; null: none. */
  readonly apiKey: Value<string | null>;
}

/** Reads what was chosen before; the language of the browser counts until another one is chosen. */
export function openPreferences(): Preferences {
  return {
    language: storedValue<Language>('language', browserLanguage(), oneOf(languages)),
    theme: storedValue<Theme>('theme', 'system', oneOf(themes)),
    apiKey: storedValue<string | null>('api-key', null, (text) => text),
  };
}

function oneOf<T extends string>(choices: readonly T[]): (text: string) => T | null {
  return (text) => choices.find((choice) => choice === text) ?? null;
}

function browserLanguage(): Language {
  for (const tag of navigator.languages) {
    const primary = tag.split('-')[0]?.toLowerCase();
    const language = languages.find((candidate) => candidate === primary);
    if (language !== undefined) return language;
  }
  return 'en';
}
