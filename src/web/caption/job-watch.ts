import type { LiveConnection } from '../api/live-connection.js';
import type { RequestError } from '../api/request-error.js';
import { PageJobProgressDocument, type JobStatus, type PageCaptionFragment } from '../generated/graphql.js';

/** One WebSocket takes a hundred; the rest is for other views. Jobs run in the order they came, so the oldest are watched. */
const mostAtOnce = 40;

/** Before a job is watched again that the server had a passing reason not to tell about. */
const pauseMs = 3000;

const unfinished: readonly JobStatus[] = ['QUEUED', 'RUNNING'];

export interface JobWatchOptions {
  readonly live: LiveConnection;
  readonly onCaption: (caption: PageCaptionFragment) => void;
  /** The server does not know the job: it was pruned, or belongs to another key. */
  readonly onGone: (jobId: string) => void;
}

/** Follows jobs until they have ended, each from the last change that is known. */
export class JobWatch {
  readonly #watched = new Map<string, () => void>();
  readonly #sequences = new Map<string, number>();
  #waiting: string[] = [];

  constructor(private readonly options: JobWatchOptions) {}

  /** Nothing of it is missed, not even what happened before. */
  watch(jobId: string): void {
    if (this.#watched.has(jobId) || this.#waiting.includes(jobId)) return;
    if (this.#watched.size >= mostAtOnce) this.#waiting.push(jobId);
    else this.#start(jobId);
  }

  stop(): void {
    for (const stop of this.#watched.values()) stop();
    this.#watched.clear();
    this.#sequences.clear();
    this.#waiting = [];
  }

  #start(jobId: string): void {
    const { live, onCaption } = this.options;
    let status: JobStatus = 'QUEUED';
    const stop = live.watch(
      PageJobProgressDocument,
      () => ({ jobId, afterSequence: this.#sequences.get(jobId) ?? 0 }),
      {
        next: ({ captionJobProgress: { sequence, job, caption } }) => {
          this.#sequences.set(jobId, sequence);
          status = job.status;
          if (caption !== null) onCaption(caption);
        },
        complete: () => {
          // A proxy may end a connection as if all had been said.
          if (unfinished.includes(status)) this.#startLater(jobId);
          else this.#ended(jobId);
        },
        failed: (error) => {
          this.#failed(jobId, error);
        },
      },
    );
    this.#watched.set(jobId, stop);
  }

  #failed(jobId: string, error: RequestError): void {
    if (error.code !== 'NOT_FOUND') {
      this.#startLater(jobId);
      return;
    }
    this.#ended(jobId);
    this.options.onGone(jobId);
  }

  #startLater(jobId: string): void {
    const timer = setTimeout(() => {
      this.#start(jobId);
    }, pauseMs);
    this.#watched.set(jobId, () => {
      clearTimeout(timer);
    });
  }

  #ended(jobId: string): void {
    this.#watched.delete(jobId);
    const next = this.#waiting.shift();
    if (next !== undefined) this.#start(next);
  }
}
