import { CodedError } from './coded-error.js';
import type { Wording } from './wording.js';

/** A request whose shape is wrong: no source, an option out of range. */
export class InvalidInputError extends CodedError {
  /** Names the argument, from the outside in. Not `path`: GraphQL takes what has one for an error of its own. */
  readonly argumentPath: readonly string[] | null;

  constructor(message: string | Wording, argumentPath: readonly string[] | null = null) {
    super('INVALID_INPUT', message);
    this.argumentPath = argumentPath;
  }
}
