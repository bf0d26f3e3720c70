import type { CaptionRecords, CaptionRow } from '../storage/caption-records.js';
import type { CaptionJobRow, JobRecords } from '../storage/job-records.js';
import type { JobEvent } from './caption-jobs.js';
import type { JobPace } from './job-pace.js';

/** Where changes are read. */
export interface FeedSources {
  readonly captions: CaptionRecords;
  readonly jobs: JobRecords;
  readonly pace: JobPace;
}

type Ending = 'SUCCEEDED' | 'FAILED' | 'CANCELED';

const rowsAtOnce = 200;

/**
 * One watcher of a job. It first reads for itself what lies between its position and the present, then takes what the feed
 * offers. What it has not taken yet is kept once for each caption, in its newest state: a slow watcher costs no more than
 * the job has captions.
 */
export class JobSubscription {
  readonly #pending = new Map<number, CaptionRow>();
  readonly #ended = new Map<number, Ending>();
  readonly #counts: Record<Ending, number> = { SUCCEEDED: 0, FAILED: 0, CANCELED: 0 };
  #job: CaptionJobRow | null = null;
  #position = 0;
  #failure: unknown = null;
  #wake: () => void = () => undefined;

  constructor(
    private readonly jobId: number,
    private readonly sources: FeedSources,
    private readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => {
      this.#wake();
    });
  }

  /** Changes in the order of their numbers, and the job as it was read after them. */
  offer(rows: readonly CaptionRow[], job: CaptionJobRow): void {
    for (const row of rows) {
      this.#pending.delete(row.id);
      this.#pending.set(row.id, row);
    }
    this.#job = job;
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = error;
    this.#wake();
  }

  async *events(afterSequence: number | null): AsyncGenerator<JobEvent> {
    const job = await this.#readJob();
    this.#position = afterSequence ?? job.sequence;
    for (const ended of await this.sources.captions.endedBy(this.jobId, this.#position)) this.#note(ended);
    if (afterSequence === null) {
      yield { sequence: job.sequence, job, caption: null };
      if (isOver(job)) return;
    }
    let last: JobEvent | null = null;
    for await (const event of this.#changes()) {
      last = event;
      yield event;
    }
    if (this.signal.aborted || (last !== null && isOver(last.job))) return;
    // Nothing of its captions was left to tell: the end itself is the news.
    const over = await this.#readJob();
    yield { sequence: over.sequence, job: over, caption: null };
  }

  /** Ends with the job, or when nobody listens any more. */
  async *#changes(): AsyncGenerator<JobEvent> {
    yield* this.#catchUp();
    while (!this.signal.aborted) {
      if (this.#failure !== null) throw toError(this.#failure);
      const row = this.#take();
      if (row !== null) {
        yield this.#event(row);
        continue;
      }
      const job = this.#job;
      if (job !== null && isOver(job) && this.#position >= job.sequence) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async *#catchUp(): AsyncGenerator<JobEvent> {
    for (;;) {
      const rows = await this.sources.captions.changedAfter(this.jobId, this.#position, rowsAtOnce);
      const job = await this.#readJob();
      for (const row of rows) {
        if (this.signal.aborted) return;
        if ((row.sequence ?? 0) > this.#position) yield this.#event(row, job);
      }
      if (rows.length < rowsAtOnce) return;
    }
  }

  #take(): CaptionRow | null {
    for (const [id, row] of this.#pending) {
      this.#pending.delete(id);
      if ((row.sequence ?? 0) > this.#position) return row;
    }
    return null;
  }

  /** The job as it was with this change: one that has ended since is shown so only with its last change. */
  #event(caption: CaptionRow, known: CaptionJobRow | null = null): JobEvent {
    const job = known ?? this.#job!;
    const sequence = caption.sequence ?? 0;
    this.#position = sequence;
    this.#note(caption);
    if (isOver(job) && sequence >= job.sequence) return { sequence, job, caption };
    const then: CaptionJobRow = {
      ...job,
      sequence,
      status: 'RUNNING',
      finishedAt: null,
      succeeded: this.#counts.SUCCEEDED,
      failed: this.#counts.FAILED,
      canceled: this.#counts.CANCELED,
    };
    return { sequence, job: then, caption };
  }

  /** Keeps count of how captions ended, as far as this watcher has been told. */
  #note({ id, status }: Pick<CaptionRow, 'id' | 'status'>): void {
    const before = this.#ended.get(id);
    if (before !== undefined) this.#counts[before]--;
    this.#ended.delete(id);
    if (status !== 'SUCCEEDED' && status !== 'FAILED' && status !== 'CANCELED') return;
    this.#ended.set(id, status);
    this.#counts[status]++;
  }

  async #readJob(): Promise<CaptionJobRow> {
    const job = await this.sources.jobs.byId(this.jobId);
    if (job === null) throw new Error(`job ${this.jobId} is gone`);
    this.#job ??= job;
    if (job.sequence >= this.#job.sequence) this.#job = job;
    return job;
  }
}

function isOver(job: CaptionJobRow): boolean {
  return job.finishedAt !== null;
}

function toError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
