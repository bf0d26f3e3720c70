import type { Logger } from 'pino';
import type { Retention } from './retention.js';

const hourMs = 3_600_000;

/** Prunes at the start and then every hour, while the server does its work. */
export class RetentionSchedule {
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #run: Promise<void> = Promise.resolve();

  constructor(
    private readonly retention: Retention,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#prune();
    this.#timer = setInterval(() => {
      this.#prune();
    }, hourMs);
    this.#timer.unref();
  }

  /** Resolves when the batch at work is done. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#run;
  }

  #prune(): void {
    this.#run = this.#run.then(async () => {
      const { signal } = this.#stopping;
      if (signal.aborted) return;
      try {
        const pruned = await this.retention.prune(new Date(), { signal });
        const some = Object.values(pruned).some((count: number) => count > 0);
        if (some) this.log.info(pruned, 'Removed what was kept long enough');
      } catch (error) {
        this.log.error(
          { err: error },
          'What was kept long enough could not be removed; trying again in an hour',
        );
      }
    });
  }
}
