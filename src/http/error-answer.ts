import { errorTraits } from '../errors/error-code.js';
import type { CodedError } from '../errors/coded-error.js';
import { RateLimitedError } from '../errors/rate-limited-error.js';
import { messageIn } from '../messages/message-in.js';
import type { Language } from '../errors/wording.js';
import type { Exchange } from './exchange.js';
import { answerJson } from './json-answer.js';

/** An error in the form that GraphQL clients read, also where no GraphQL was reached. */
export function errorBody(error: CodedError, language: Language): object {
  const later = error instanceof RateLimitedError ? { retryAfterMs: error.retryAfterMs } : {};
  return { errors: [{ message: messageIn(language, error), extensions: { code: error.code, ...later } }] };
}

/** Answers with an error, by default with the HTTP status of its code. */
export function answerError(
  { response, language }: Pick<Exchange, 'response' | 'language'>,
  error: CodedError,
  status = errorTraits[error.code].httpStatus,
): void {
  answerJson(response, status, errorBody(error, language));
}
