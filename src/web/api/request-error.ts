import type { CombinedError, OperationResult } from '@urql/core';
import type { ErrorCode } from '../generated/graphql.js';

/** A request that was not answered as asked. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  /**
   * @param code of the contract; NETWORK where no answer came
   * @param message the server's words, in the language of the page; empty for NETWORK
   * @param retryAfterMs after how long to ask again; null where the server did not say
   * @param argumentPath of what INVALID_INPUT is about, from the outside in; null where the server did not say
   */
  constructor(
    readonly code: ErrorCode | 'NETWORK',
    message: string,
    readonly retryAfterMs: number | null = null,
    readonly argumentPath: readonly string[] | null = null,
  ) {
    super(message);
  }
}

/** What an error of the GraphQL client comes from. */
export function requestErrorOf(error: CombinedError): RequestError {
  const [first] = error.graphQLErrors;
  return first === undefined ? new RequestError('NETWORK', '') : fromAnswer(first);
}

/** What an error of an answer says. */
export function fromAnswer(error: {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}): RequestError {
  const { code, retryAfterMs, argumentPath } = error.extensions ?? {};
  return new RequestError(
    typeof code === 'string' ? (code as ErrorCode) : 'INTERNAL',
    error.message,
    typeof retryAfterMs === 'number' ? retryAfterMs : null,
    Array.isArray(argumentPath) ? argumentPath.map(String) : null,
  );
}

/**
 * What a request was answered.
 *
 * @throws RequestError when there is no answer, or it is an error
 */
export function answerOf<Data>({ data, error }: Pick<OperationResult<Data>, 'data' | 'error'>): Data {
  if (error !== undefined) throw requestErrorOf(error);
  if (data === undefined) throw new RequestError('NETWORK', '');
  return data;
}
