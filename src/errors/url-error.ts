import { CodedError } from './coded-error.js';
import type { Wording } from './wording.js';

export type UrlErrorCode = 'URL_BLOCKED' | 'URL_UNREACHABLE';

/**
 * A picture that could not be fetched from its URL: BLOCKED where this server will not ask, UNREACHABLE where asking
 * failed. `cause` may name addresses of the operator's network: it is for the log, never for the answer.
 */
export class UrlError extends CodedError {
  constructor(code: UrlErrorCode, message: string | Wording, options?: ErrorOptions) {
    super(code, message, options);
  }
}
