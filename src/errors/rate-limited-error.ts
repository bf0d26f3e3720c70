import { CodedError } from './coded-error.js';
import type { Wording } from './wording.js';

/** A client asks more often than it may; the same request may be sent again after `retryAfterMs`. */
export class RateLimitedError extends CodedError {
  constructor(
    message: string | Wording,
    readonly retryAfterMs: number,
  ) {
    super('RATE_LIMITED', message);
  }
}
