import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { CodedError } from '../../errors/coded-error.js';
import { errorTraits, isErrorCode } from '../../errors/error-code.js';
import { toContractError } from '../../graphql/errors/contract-error.js';
import type { Exchange } from '../exchange.js';
import type { ExchangeContext } from './bounded-bodies.js';

/** Sees to it that no error leaves without a code, nor with anything that is only for the log. */
export function useContractErrors(): Plugin<object, ExchangeContext> {
  return {
    onResultProcess: (payload) => {
      const { result, serverContext } = payload;
      if (!isExecutionResult(result) || result.errors === undefined) return;
      const errors = contractErrors(result, result.errors, serverContext.exchange);
      payload.setResult({ ...result, errors });
    },
  };
}

function isExecutionResult(result: object): result is ExecutionResult {
  return !Array.isArray(result) && !(Symbol.asyncIterator in result);
}

function contractErrors(
  result: ExecutionResult,
  errors: readonly GraphQLError[],
  exchange: Exchange,
): readonly GraphQLError[] {
  const report = (unexpected: unknown): void => {
    exchange.log.error({ err: unexpected }, 'unexpected error');
  };
  // An aborted execution comes without a word.
  const thrown = errors.length > 0 ? errors : [new CodedError('CANCELED', 'The request was given up.')];
  return thrown.map((error) => {
    const contract = toContractError(error, report);
    return 'data' in result ? contract : withHttpStatus(contract);
  });
}

/**
 * A request that was not executed at all is refused by its HTTP status too. Where only its document or variables are
 * wrong, a client that asked for `application/json` gets 200 nevertheless: so the GraphQL over HTTP specification has
 * it, and so the server does for `spec`.
 */
function withHttpStatus(error: GraphQLError): GraphQLError {
  const { code, retryAfterMs, http } = error.extensions;
  if (!isErrorCode(code)) return error;
  const headers =
    typeof retryAfterMs === 'number' ? { 'retry-after': Math.ceil(retryAfterMs / 1000).toString() } : {};
  error.extensions.http = {
    status: errorTraits[code].httpStatus,
    headers,
    ...http,
    spec: error.nodes !== undefined || error.source !== undefined,
  };
  return error;
}
