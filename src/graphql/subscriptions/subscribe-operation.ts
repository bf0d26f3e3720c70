import { setImmediate } from 'node:timers/promises';
import {
  createSourceEventStream,
  execute,
  GraphQLError,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import type { GraphQLContext } from '../context.js';
import { contractResult } from '../errors/contract-result.js';

type EventResults = AsyncIterableIterator<ExecutionResult>;

/**
 * Executes a subscription, as `subscribe` of graphql-js does, but each event in a context of its own: a DataLoader that
 * outlived an event would go on answering with what it read then. The next event is asked for when the next result is, so
 * whoever reads slowly is waited for. An error of the source is the last result.
 */
export async function subscribeOperation(args: ExecutionArgs): Promise<EventResults | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  return eventResults(source[Symbol.asyncIterator](), args);
}

// Not a generator: its `return` would wait for the event that is awaited, and that may never come.
function eventResults(events: AsyncIterator<unknown, unknown>, args: ExecutionArgs): EventResults {
  const context = args.contextValue as GraphQLContext;
  let failed = false;
  return {
    async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
      if (failed) return ended;
      // One event a turn of the event loop: whoever catches up on thousands must not hold up everybody else.
      await setImmediate();
      try {
        const { done, value: rootValue } = await events.next();
        if (done === true) return ended;
        const result = await execute({ ...args, rootValue, contextValue: { ...context } });
        return { done: false, value: contractResult(result, context) };
      } catch (error) {
        failed = true;
        return { done: false, value: contractResult(failure(error), context) };
      }
    },
    async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
      await events.return?.();
      return ended;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function failure(error: unknown): ExecutionResult {
  const originalError = error instanceof Error ? error : new Error(String(error));
  return { errors: [new GraphQLError(originalError.message, { originalError })] };
}

const ended = { done: true, value: undefined } as const;
