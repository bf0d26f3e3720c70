import { CodedError } from '../errors/coded-error.js';
import type { CaptionRow } from '../storage/caption-records.js';

/** Nobody waits for the caption any longer, but it has not ended: it is stored and will be taken up again. */
export class CaptionKeptError extends CodedError {
  constructor(
    cause: CodedError,
    readonly caption: CaptionRow,
  ) {
    super(cause.code, cause.wording ?? cause.message, { cause });
  }
}
