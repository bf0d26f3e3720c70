import { RateLimitedError } from '../errors/rate-limited-error.js';
import { tooManyRequests } from '../messages/about-access.js';

const minuteMs = 60_000;
const bucketsBeforeSweep = 1000;

/**
 * A token bucket for each name: a minute's worth at once, then as many as flow in. Of a bucket only the moment is kept at
 * which it will be full. Moments are whole milliseconds times the requests a minute, so that a request is worth `minuteMs`
 * and nothing is ever rounded.
 */
export class RateLimit {
  readonly #fullAt = new Map<string, number>();

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
    const now = Math.floor(this.now()) * this.perMinute;
    const fullAt = Math.max(this.#fullAt.get(name) ?? 0, now) + minuteMs;
    const surplus = fullAt - now - minuteMs * this.perMinute;
    if (surplus > 0) {
      const retryAfterMs = Math.ceil(surplus / this.perMinute);
      throw new RateLimitedError(tooManyRequests(this.perMinute, retryAfterMs), retryAfterMs);
    }
    if (this.#fullAt.size >= bucketsBeforeSweep) this.#sweep(now);
    this.#fullAt.set(name, fullAt);
  }

  /** A bucket that is full again is like none. */
  #sweep(now: number): void {
    for (const [name, fullAt] of this.#fullAt) if (fullAt <= now) this.#fullAt.delete(name);
  }
}
