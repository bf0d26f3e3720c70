import { useSyncExternalStore } from 'react';

/** Something that changes and tells who is listening. */
export interface Readable<T> {
  readonly get: () => T;
  /** @returns ends it */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A value that lives as long as the page. */
export class Value<T> implements Readable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly set = (value: T): void => {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  };
}

/** Draws a component again whenever the value changes. */
export function useValue<T>(readable: Readable<T>): T {
  return useSyncExternalStore(readable.subscribe, readable.get);
}
