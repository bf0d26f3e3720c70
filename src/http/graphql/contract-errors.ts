import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { errorTraits, isErrorCode } from '../../errors/error-code.js';
import { contractErrors } from '../../graphql/errors/contract-result.js';
import type { ExchangeContext } from './bounded-bodies.js';
import { errorReader } from './error-reader.js';

/** Sees to it that no error leaves without a code, nor with anything that is only for the log. */
export function useContractErrors(): Plugin<object, ExchangeContext> {
  return {
    onResultProcess: (payload) => {
      const { result, serverContext } = payload;
      if (!isExecutionResult(result) || result.errors === undefined) return;
      const errors = contractErrors(result, errorReader(serverContext.caller));
      payload.setResult({ ...result, errors: 'data' in result ? errors : errors.map(withHttpStatus) });
    },
  };
}

function isExecutionResult(result: object): result is ExecutionResult {
  return !Array.isArray(result) && !(Symbol.asyncIterator in result);
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
