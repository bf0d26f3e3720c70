import type { CaptionRow } from '../storage/caption-records.js';
import type { CaptionJobRow } from '../storage/job-records.js';
import type { CaptionRequestOptions, PictureSource } from './caption-request.js';

export interface JobRequest {
  readonly sources: readonly PictureSource[];
  readonly options: CaptionRequestOptions;
  /** The same one with the same request of the same owner finds the same job again. */
  readonly idempotencyKey: string | null;
  /** The key it is created with; null and absent: nobody's. */
  readonly ownerId?: number | null;
  /** What the log knows the request by. */
  readonly requestId?: string | null;
}

/** One change of a job, as subscribers see it. */
export interface JobEvent {
  /** Strictly increasing within the job, and committed before it is sent. */
  readonly sequence: number;
  readonly job: CaptionJobRow;
  /** Null where only the job changed, and in the snapshot that a new subscription begins with. */
  readonly caption: CaptionRow | null;
}

/** Many pictures at once: accepted together, captioned in the background, watched while it happens. */
export interface CaptionJobs {
  /**
   * Stores the job and all its pictures; when it resolves, a crash loses nothing of it.
   * @throws InvalidInputError for an empty or too long list, an option out of range, or an idempotency key that was used for
   *   another request; QueueFullError when too many pictures wait on disk already
   */
  create(request: JobRequest): Promise<CaptionJobRow>;
  /** Ends every caption that has not ended. @throws NOT_FOUND */
  cancel(id: number): Promise<CaptionJobRow>;
  /** Takes its failed and canceled captions up again. @throws NOT_FOUND */
  retry(id: number): Promise<CaptionJobRow>;
  /** Milliseconds until the job is likely to end; null before its first finished caption and after its last. */
  etaMs(job: CaptionJobRow): number | null;
  /**
   * The job's changes. Without `afterSequence` a snapshot comes first; with it, each caption that changed after that number
   * in its present state, then what changes from then on. Ends after the event that carries the job's terminal state, or when
   * `signal` aborts.
   * @throws NOT_FOUND
   */
  changes(id: number, afterSequence: number | null, signal: AbortSignal): AsyncIterable<JobEvent>;
}
