import type { ExecutionResult, GraphQLError } from 'graphql';
import { CodedError } from '../../errors/coded-error.js';
import { toContractError, type ErrorReader } from './contract-error.js';

/** The errors of an answer as a client gets them; none of an answer without any. */
export function contractErrors({ errors }: ExecutionResult, reader: ErrorReader): readonly GraphQLError[] {
  if (errors === undefined) return [];
  // An aborted execution comes without a word.
  const thrown = errors.length > 0 ? errors : [new CodedError('CANCELED', 'The request was given up.')];
  return thrown.map((error) => toContractError(error, reader));
}

/** An answer as a client gets it. */
export function contractResult(result: ExecutionResult, reader: ErrorReader): ExecutionResult {
  return result.errors === undefined ? result : { ...result, errors: contractErrors(result, reader) };
}
