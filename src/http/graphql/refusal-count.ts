import { Kind, type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { CodedError } from '../../errors/coded-error.js';
import { isErrorCode } from '../../errors/error-code.js';
import type { Refusals } from '../../stats/refusals.js';
import type { Exchange } from '../exchange.js';
import type { ExchangeContext } from './bounded-bodies.js';

/** Fields that ask for captions. */
const captionFields: ReadonlySet<string> = new Set(['captionImage', 'createCaptionJob']);

/**
 * Counts requests for captions that are turned away before their resolver is reached: by validation, by the types of their
 * variables, or while their body arrives. The resolvers count what they refuse themselves.
 */
export function useRefusalCount(refusals: Refusals): Plugin<object, Partial<ExchangeContext>> {
  const read = new WeakSet<Exchange>();
  return {
    onParams({ context: { exchange } }) {
      if (exchange !== undefined) read.add(exchange);
    },
    onValidate({ params }) {
      const document = params.documentAST as DocumentNode;
      return ({ valid }) => {
        if (!valid && asksForCaptions(document)) void refusals.count('INVALID_INPUT', null);
      };
    },
    onExecute({ args }) {
      const document = args.document as DocumentNode;
      return {
        onExecuteDone({ result }) {
          if (!isResult(result) || result.data !== undefined || !asksForCaptions(document)) return;
          const [error] = result.errors ?? [];
          if (error !== undefined) void refusals.count(codeOf(error), null);
        },
      };
    },
    async onResultProcess({ result, serverContext: { exchange } }) {
      if (exchange === undefined || read.has(exchange) || !isResult(result)) return;
      // A body that was not taken; what it would have asked for, nobody knows, but only pictures are that large.
      const code = result.errors?.[0]?.extensions['code'];
      if (code === 'QUEUE_FULL' || code === 'RATE_LIMITED') await refusals.count(code, null);
    },
  };
}

function asksForCaptions({ definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.selectionSet.selections.some(
        (selection) => selection.kind === Kind.FIELD && captionFields.has(selection.name.value),
      ),
  );
}

function isResult(result: unknown): result is ExecutionResult {
  return (
    typeof result === 'object' &&
    result !== null &&
    !Array.isArray(result) &&
    !(Symbol.asyncIterator in result)
  );
}

function codeOf({ originalError, extensions }: GraphQLError) {
  if (originalError instanceof CodedError) return originalError.code;
  const { code } = extensions;
  return isErrorCode(code) ? code : 'INVALID_INPUT';
}
