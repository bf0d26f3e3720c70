/** Counts requests that are still being received or looked at: a batch that is not full waits a moment for them. */
export class Arrivals {
  #count = 0;
  readonly #listeners = new Set<() => void>();

  get count(): number {
    return this.#count;
  }

  /** Begins one arrival; the function returned ends it, however often it is called. */
  begin(): () => void {
    this.#count++;
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.#count--;
      if (this.#count === 0) for (const listener of this.#listeners) listener();
    };
  }

  onQuiet(listener: () => void): void {
    this.#listeners.add(listener);
  }
}
