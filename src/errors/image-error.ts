import { CodedError } from './coded-error.js';
import type { Wording } from './wording.js';

export type ImageErrorCode = 'BAD_IMAGE' | 'UNSUPPORTED_FORMAT' | 'IMAGE_TOO_LARGE';

/** A picture that cannot be captioned, whatever is tried: its own fault, never the engine's. */
export class ImageError extends CodedError {
  constructor(code: ImageErrorCode, message: string | Wording, options?: ErrorOptions) {
    super(code, message, options);
  }
}
