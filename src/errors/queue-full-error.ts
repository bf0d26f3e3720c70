import { CodedError } from './coded-error.js';
import type { Wording } from './wording.js';

/** The server has as much to do as it may have; the same request may be sent again after `retryAfterMs`. */
export class QueueFullError extends CodedError {
  constructor(
    message: string | Wording,
    readonly retryAfterMs: number,
  ) {
    super('QUEUE_FULL', message);
  }
}
