import { JobSubscription, type FeedSources } from './job-subscription.js';

/** Changes that come in quick succession are read together, milliseconds. */
const gatherMs = 30;
const rowsAtOnce = 500;

/** Reads a job's changes once and hands them to everybody who watches it. */
export class JobFeed {
  readonly #subscriptions = new Set<JobSubscription>();
  #timer: NodeJS.Timeout | null = null;
  #reading = false;
  #again = false;

  constructor(
    private readonly jobId: number,
    private readonly sources: FeedSources,
    /** The job's last change when the feed began: whoever subscribes reads that far alone. */
    private readUpTo: number,
  ) {}

  get size(): number {
    return this.#subscriptions.size;
  }

  subscribe(signal: AbortSignal): JobSubscription {
    const subscription = new JobSubscription(this.jobId, this.sources, signal);
    this.#subscriptions.add(subscription);
    return subscription;
  }

  unsubscribe(subscription: JobSubscription): void {
    this.#subscriptions.delete(subscription);
    if (this.#subscriptions.size === 0 && this.#timer !== null) clearTimeout(this.#timer);
  }

  hint(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#read();
    }, gatherMs);
  }

  async #read(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#again && this.#subscriptions.size > 0) {
        this.#again = false;
        await this.#readAll();
      }
    } catch (error) {
      for (const subscription of this.#subscriptions) subscription.fail(error);
    } finally {
      this.#reading = false;
    }
  }

  async #readAll(): Promise<void> {
    const { captions, jobs, pace } = this.sources;
    for (;;) {
      const rows = await captions.changedAfter(this.jobId, this.readUpTo, rowsAtOnce);
      // The job is read after the captions: what it says of its end is never older than what they say of theirs.
      const job = await jobs.byId(this.jobId);
      if (job === null) return;
      pace.observe(job);
      this.readUpTo = rows.at(-1)?.sequence ?? this.readUpTo;
      for (const subscription of this.#subscriptions) subscription.offer(rows, job);
      if (rows.length === 0 || this.readUpTo >= job.sequence) return;
    }
  }
}
