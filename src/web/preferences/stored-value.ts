import { Value } from './value.js';

const prefix = 'ofa-caption.';

/**
 * A value that outlives the page, the same in all tabs. Where the browser stores nothing it lives as long as the page.
 *
 * @param read what a stored text means; null where it means nothing
 */
export function storedValue<T extends string | null>(
  name: string,
  initial: T,
  read: (text: string) => T | null,
): Value<T> {
  const key = prefix + name;
  const stored = readStored(key);
  const value = new Value<T>((stored === null ? null : read(stored)) ?? initial);
  value.subscribe(() => {
    writeStored(key, value.get());
  });
  addEventListener('storage', (event) => {
    if (event.key === key) value.set((event.newValue === null ? null : read(event.newValue)) ?? initial);
  });
  return value;
}

/** Null where nothing is stored, or the browser lets nothing be stored. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Null forgets it. A full or forbidden store keeps what it had. */
export function writeStored(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // What cannot be stored is known until the page is closed.
  }
}
