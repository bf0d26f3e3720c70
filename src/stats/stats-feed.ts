import type { Stats } from './stats.js';

interface Computed {
  readonly at: number;
  readonly stats: Promise<Stats>;
}

/** Computes statistics once every interval for everybody who watches them. Rests while nobody does. */
export class StatsFeed {
  readonly #watchers = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #computing = false;
  #newest: Computed | null = null;

  constructor(
    private readonly compute: () => Promise<Stats>,
    private readonly intervalMs: number,
  ) {}

  get size(): number {
    return this.#watchers.size;
  }

  /** Begins at once; whoever reads slowly finds the newest ones only. Ends when `signal` aborts. */
  async *watch(signal: AbortSignal): AsyncGenerator<Stats> {
    let wake: () => void = () => undefined;
    const gone = (): boolean => signal.aborted;
    const watcher = (): void => {
      wake();
    };
    this.#watchers.add(watcher);
    signal.addEventListener('abort', watcher, { once: true });
    this.#timer ??= setInterval(() => void this.#tick(), this.intervalMs);
    try {
      let seen: Computed = this.#fresh();
      yield await seen.stats;
      for (;;) {
        if (gone()) return;
        const newest = this.#newest;
        if (newest !== null && newest !== seen) {
          seen = newest;
          yield await seen.stats;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      signal.removeEventListener('abort', watcher);
      this.#leave(watcher);
    }
  }

  #leave(watcher: () => void): void {
    this.#watchers.delete(watcher);
    if (this.#watchers.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** What was computed within the last interval. */
  #fresh(): Computed {
    const newest = this.#newest;
    return newest !== null && performance.now() - newest.at < this.intervalMs ? newest : this.#begin();
  }

  #begin(): Computed {
    const computed = { at: performance.now(), stats: this.compute() };
    this.#newest = computed;
    return computed;
  }

  async #tick(): Promise<void> {
    // Where computing takes longer than the interval, ticks are left out.
    if (this.#computing) return;
    this.#computing = true;
    // Whoever watches learns why it failed, too.
    await this.#begin().stats.catch(() => undefined);
    this.#computing = false;
    for (const watcher of this.#watchers) watcher();
  }
}
