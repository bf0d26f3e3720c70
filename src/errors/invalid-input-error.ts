import { CodedError } from './coded-error.js';

/** A request whose shape is wrong: no source, an option out of range. `path` names the argument. */
export class InvalidInputError extends CodedError {
  readonly path: readonly string[] | null;

  constructor(message: string, path: readonly string[] | null = null) {
    super('INVALID_INPUT', message);
    this.path = path;
  }
}
