import { GraphQLError } from 'graphql';
import { CodedError } from '../../errors/coded-error.js';
import { isErrorCode, type ErrorCode } from '../../errors/error-code.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { QueueFullError } from '../../errors/queue-full-error.js';
import { RateLimitedError } from '../../errors/rate-limited-error.js';
import { unexpectedFailure } from '../../messages/about-requests.js';
import { messageIn } from '../../messages/message-in.js';
import type { GraphQLContext } from '../context.js';

/** What of a context decides how errors leave. */
export type ErrorReader = Pick<GraphQLContext, 'language' | 'report'>;

/** Messages quote the values they complain about, and a value may be a whole picture. */
const longestMessage = 1000;

/**
 * What was thrown as the GraphQL error that a client gets: always with a code of the contract in `extensions.code`, and in
 * its language. What nobody expected becomes INTERNAL with its text hidden, since that may hold paths, queries or keys,
 * and is reported as it was.
 */
export function toContractError(thrown: unknown, { language, report }: ErrorReader): GraphQLError {
  const error = thrown instanceof GraphQLError ? thrown : null;
  const cause = rootCause(thrown);
  if (cause instanceof CodedError) {
    // The library's message says where in the request it is, in English only.
    const { code, wording } = cause;
    const inEnglish = { code, message: error?.message ?? cause.message };
    const own = language === 'en' ? null : wording;
    return contractError(error, code, own?.[language] ?? messageIn(language, inEnglish), cause);
  }
  if (error !== null && isRefusal(error, cause)) {
    const code = refusalCode(error);
    return contractError(error, code, messageIn(language, { code, message: error.message }));
  }
  report(cause);
  return contractError(error, 'INTERNAL', unexpectedFailure()[language]);
}

function rootCause(thrown: unknown): unknown {
  return thrown instanceof GraphQLError && thrown.originalError != null
    ? rootCause(thrown.originalError)
    : thrown;
}

/**
 * Whether the GraphQL libraries themselves refused the request: for its syntax, its fields, its values. They find that
 * before any field was resolved, or at a place in the document; what fails in an answer has a path and no such place.
 */
function isRefusal(error: GraphQLError, cause: unknown): boolean {
  return cause instanceof GraphQLError && (error.path === undefined || cause.nodes !== undefined);
}

function refusalCode({ extensions }: GraphQLError): ErrorCode {
  const { code, http } = extensions;
  if (isErrorCode(code)) return code;
  return http?.status === 403 ? 'FORBIDDEN' : 'INVALID_INPUT';
}

function contractError(
  error: GraphQLError | null,
  code: ErrorCode,
  message: string,
  cause?: CodedError,
): GraphQLError {
  const http = error?.extensions.http;
  return new GraphQLError(shortened(message), {
    nodes: error?.nodes ?? null,
    source: error?.source ?? null,
    positions: error?.positions ?? null,
    path: error?.path ?? null,
    extensions: {
      code,
      ...(isForLater(cause) ? { retryAfterMs: cause.retryAfterMs } : {}),
      ...(cause instanceof InvalidInputError && cause.argumentPath !== null
        ? { argumentPath: cause.argumentPath }
        : {}),
      ...(http === undefined ? {} : { http }),
    },
  });
}

function isForLater(cause: CodedError | undefined): cause is QueueFullError | RateLimitedError {
  return cause instanceof QueueFullError || cause instanceof RateLimitedError;
}

function shortened(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}…`;
}
