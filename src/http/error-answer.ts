import type { ServerResponse } from 'node:http';
import { errorTraits, type ErrorCode } from '../errors/error-code.js';
import { answerJson } from './json-answer.js';

/** Answers with an error in the form that GraphQL clients read, also where no GraphQL was reached. */
export function answerError(
  response: ServerResponse,
  code: ErrorCode,
  message: string,
  status = errorTraits[code].httpStatus,
): void {
  answerJson(response, status, { errors: [{ message, extensions: { code } }] });
}
