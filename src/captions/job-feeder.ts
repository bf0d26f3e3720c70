import type { Logger } from 'pino';
import type { CaptionRecords, CaptionRow } from '../storage/caption-records.js';
import type { JobRunner } from './job-runner.js';

/** Takes jobs' captions from the disk a few at a time, as many as keep the engine busy, oldest first. */
export class JobFeeder {
  readonly #inHand = new Map<number, AbortController>();
  readonly #runs = new Set<Promise<void>>();
  #filling = false;
  #again = false;
  #stopped = false;

  /** @param width captions in hand at a time */
  constructor(
    private readonly records: CaptionRecords,
    private readonly runner: JobRunner,
    private readonly log: Logger,
    private readonly width: () => number,
  ) {}

  /** Something may be waiting on disk. */
  wake(): void {
    this.#again = true;
    if (this.#filling || this.#stopped) return;
    this.#filling = true;
    this.#fill()
      .catch((error: unknown) => {
        this.log.error({ err: error }, 'Jobs could not be read; trying again');
        setTimeout(() => {
          this.wake();
        }, 1000).unref();
      })
      .finally(() => {
        this.#filling = false;
        if (this.#again) this.wake();
      });
  }

  /** Lets captions go that have been ended already. */
  release(ids: readonly number[]): void {
    for (const id of ids) this.#inHand.get(id)?.abort();
  }

  /** Takes nothing more and leaves what is in hand to the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.release([...this.#inHand.keys()]);
    await Promise.allSettled(this.#runs);
  }

  async #fill(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const room = this.width() - this.#inHand.size;
      // One query for several captions, not one for each that has ended.
      if (room < this.width() / 3) return;
      for (const row of await this.records.unfinishedOfJobs([...this.#inHand.keys()], room)) this.#take(row);
    }
  }

  #take(row: CaptionRow): void {
    const controller = new AbortController();
    this.#inHand.set(row.id, controller);
    const run = this.runner.run(row, controller.signal).finally(() => {
      this.#inHand.delete(row.id);
      this.#runs.delete(run);
      this.wake();
    });
    this.#runs.add(run);
  }
}
