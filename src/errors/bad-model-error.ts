import { CodedError } from './coded-error.js';

/** A model directory that cannot be served; the message names the file or the tensor. */
export class BadModelError extends CodedError {
  constructor(message: string, options?: ErrorOptions) {
    super('BAD_MODEL', message, options);
  }
}
