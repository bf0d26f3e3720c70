import { RateLimitedError } from '../errors/rate-limited-error.js';
import { tooManyRequests } from '../messages/about-access.js';

interface Bucket {
  tokens: number;
  /** When `tokens` was right, milliseconds. */
  at: number;
}

const minuteMs = 60_000;
const bucketsBeforeSweep = 1000;

/** A token bucket for each name: a minute's worth at once, then as many as flow in. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>();

  /**
   * @param perMinute 0: no limit
   * @param now milliseconds, from any beginning
   */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts one request. @throws RateLimitedError when it is one too many; then it does not count */
  take(name: string): void {
    if (this.perMinute === 0) return;
    const bucket = this.#filled(name);
    if (bucket.tokens < 1) {
      const retryAfterMs = Math.ceil(((1 - bucket.tokens) * minuteMs) / this.perMinute);
      throw new RateLimitedError(tooManyRequests(this.perMinute, retryAfterMs), retryAfterMs);
    }
    bucket.tokens--;
  }

  #filled(name: string): Bucket {
    const at = this.now();
    const bucket = this.#buckets.get(name) ?? { tokens: this.perMinute, at };
    bucket.tokens = this.#tokens(bucket, at);
    bucket.at = at;
    if (this.#buckets.size >= bucketsBeforeSweep) this.#sweep(at);
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #tokens(bucket: Bucket, at: number): number {
    return Math.min(this.perMinute, bucket.tokens + ((at - bucket.at) * this.perMinute) / minuteMs);
  }

  /** A bucket that is full again is like none. */
  #sweep(at: number): void {
    for (const [name, bucket] of this.#buckets) {
      if (this.#tokens(bucket, at) >= this.perMinute) this.#buckets.delete(name);
    }
  }
}
