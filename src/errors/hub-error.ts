import { CodedError } from './coded-error.js';

export type HubErrorCode =
  | 'URL_BLOCKED'
  | 'URL_UNREACHABLE'
  | 'TIMEOUT'
  | 'NOT_FOUND'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'RATE_LIMITED';

export interface HubErrorOptions extends ErrorOptions {
  /** How long the hub asks to wait before the next request, milliseconds. */
  readonly retryAfterMs?: number | null;
}

/**
 * A model that a hub does not hand out. Asking again may help where it is `retryable`: not reached, broken off, stalled, too
 * many requests.
 */
export class HubError extends CodedError {
  readonly retryAfterMs: number | null;

  constructor(
    code: HubErrorCode,
    message: string,
    { retryAfterMs = null, ...options }: HubErrorOptions = {},
  ) {
    super(code, message, options);
    this.retryAfterMs = retryAfterMs;
  }
}
