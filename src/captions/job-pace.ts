import type { CaptionJobRow } from '../storage/job-records.js';

/** Weight of the newest measurement. */
const freshness = 0.3;

interface Observed {
  readonly at: number;
  readonly ended: number;
}

/** How fast jobs advance, from what was seen of them since this server started; time it was down does not count. */
export class JobPace {
  readonly #seen = new Map<number, Observed>();
  #msPerCaption = 0;

  /** Milliseconds a caption of a job took of late; 0 before any was seen. */
  get msPerCaption(): number {
    return this.#msPerCaption;
  }

  /** Takes note of a job as it is now. */
  observe(job: CaptionJobRow): void {
    const ended = endedOf(job);
    const now = performance.now();
    const before = this.#seen.get(job.id);
    if (before !== undefined && ended > before.ended) {
      const measured = (now - before.at) / (ended - before.ended);
      this.#msPerCaption =
        this.#msPerCaption === 0 ? measured : (1 - freshness) * this.#msPerCaption + freshness * measured;
    }
    if (job.finishedAt !== null) this.#seen.delete(job.id);
    else if (before?.ended !== ended) this.#seen.set(job.id, { at: now, ended });
  }

  /** Milliseconds until the job is likely to end; null before its first finished caption and after its last. */
  etaMs(job: CaptionJobRow): number | null {
    this.observe(job);
    const ended = endedOf(job);
    if (ended === 0 || ended >= job.total) return null;
    const known = this.#msPerCaption > 0 ? this.#msPerCaption : sinceStart(job) / ended;
    return Math.round(known * (job.total - ended));
  }
}

function endedOf({ succeeded, failed, canceled }: CaptionJobRow): number {
  return succeeded + failed + canceled;
}

function sinceStart(job: CaptionJobRow): number {
  return Date.now() - (job.startedAt ?? job.createdAt).getTime();
}
