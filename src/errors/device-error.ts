import { CodedError } from './coded-error.js';
import type { Wording } from './wording.js';

/** A GPU, its driver or a library that it needs cannot be used; the message names the missing piece. */
export class DeviceError extends CodedError {
  constructor(message: string | Wording, options?: ErrorOptions) {
    super('DEVICE_UNAVAILABLE', message, options);
  }
}
