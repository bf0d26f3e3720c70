const usualMs = 300_000;

/** Calls back once after every period of work that is followed by idleness. */
export class IdleRelease {
  #timer: NodeJS.Timeout | null = null;

  /** @param idleMs milliseconds without work; five minutes when absent */
  constructor(
    private readonly idleMs: number = usualMs,
    private readonly release: () => Promise<void>,
  ) {}

  /** Something has just been done. */
  worked(): void {
    this.stop();
    this.#timer = setTimeout(() => void this.release(), this.idleMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
