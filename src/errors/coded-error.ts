import { errorTraits, isErrorCode, type ErrorCode } from './error-code.js';
import type { Wording } from './wording.js';

/** An error with a code of the contract and a message in plain words that says what to do about it. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  /** The message in every language; null where it exists in English only. */
  readonly wording: Wording | null;

  /** @param message in English, or in every language */
  constructor(code: ErrorCode, message: string | Wording, options?: ErrorOptions) {
    super(typeof message === 'string' ? message : message.en, options);
    this.name = new.target.name;
    this.code = code;
    this.wording = typeof message === 'string' ? null : message;
  }

  get retryable(): boolean {
    return errorTraits[this.code].retryable;
  }
}

/** What crosses a process border or is stored with a caption. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Any thrown value as a code and a message; what carries no code of its own is INTERNAL. */
export function toPlainError(thrown: unknown): PlainError {
  if (thrown instanceof CodedError) return { code: thrown.code, message: thrown.message };
  return { code: 'INTERNAL', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

/** The other direction; a code that is not ours becomes INTERNAL. */
export function fromPlainError(plain: { code: string; message: string }): CodedError {
  return new CodedError(isErrorCode(plain.code) ? plain.code : 'INTERNAL', plain.message);
}

/** Any thrown value as an error with a code. */
export function toCodedError(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown;
  return new CodedError('INTERNAL', thrown instanceof Error ? thrown.message : String(thrown), {
    cause: thrown,
  });
}
