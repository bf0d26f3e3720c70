import { CodedError } from '../errors/coded-error.js';
import { unknownJob } from '../messages/about-jobs.js';
import type { CaptionRecords } from '../storage/caption-records.js';
import type { JobRecords } from '../storage/job-records.js';
import type { JobEvent } from './caption-jobs.js';
import { JobFeed } from './job-feed.js';
import type { JobPace } from './job-pace.js';
import type { FeedSources } from './job-subscription.js';

/** One feed for each job that is being watched; the database is read once for all who watch. */
export class JobFeeds {
  readonly #feeds = new Map<number, JobFeed>();
  readonly #sources: FeedSources;

  constructor(captions: CaptionRecords, jobs: JobRecords, pace: JobPace) {
    this.#sources = { captions, jobs, pace };
  }

  /** Subscriptions that are open now. */
  get subscribers(): number {
    return [...this.#feeds.values()].reduce((sum, feed) => sum + feed.size, 0);
  }

  /** Something of these jobs was committed; what it is stands in the database. */
  hint(jobIds: readonly number[]): void {
    for (const id of jobIds) this.#feeds.get(id)?.hint();
  }

  async *changes(id: number, afterSequence: number | null, signal: AbortSignal): AsyncGenerator<JobEvent> {
    const job = await this.#sources.jobs.byId(id);
    if (job === null) throw new CodedError('NOT_FOUND', unknownJob());
    const feed = this.#feeds.get(id) ?? new JobFeed(id, this.#sources, job.sequence);
    this.#feeds.set(id, feed);
    const subscription = feed.subscribe(signal);
    try {
      yield* subscription.events(afterSequence);
    } finally {
      feed.unsubscribe(subscription);
      if (feed.size === 0 && this.#feeds.get(id) === feed) this.#feeds.delete(id);
    }
  }
}
