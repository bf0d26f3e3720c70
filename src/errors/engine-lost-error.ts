import { CodedError } from './coded-error.js';

/** The engine's process died or was replaced while it held this work; the work itself may be innocent. */
export class EngineLostError extends CodedError {
  constructor(message: string) {
    super('ENGINE_FAILED', message);
  }
}
