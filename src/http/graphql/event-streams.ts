import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { CodedError } from '../../errors/coded-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { QueueFullError } from '../../errors/queue-full-error.js';
import { subscribeOperation } from '../../graphql/subscriptions/subscribe-operation.js';
import { tooManyConnections, wantsEventStream } from '../../messages/about-requests.js';
import type { Exchange } from '../exchange.js';
import type { ExchangeContext } from './bounded-bodies.js';

const retryAfterMs = 5000;

/**
 * Executes subscriptions, over HTTP as server-sent events.
 *
 * @param most streams over HTTP at the same time
 */
export function useSubscriptions(most: number): Plugin<Partial<ExchangeContext>> {
  const open = new Set<Exchange>();
  return {
    onSubscribe({ args, setSubscribeFn, setResultAndStopExecution }) {
      setSubscribeFn(subscribeOperation);
      const { exchange } = args.contextValue;
      // A client that has left already would never be counted out again.
      if (exchange === undefined || exchange.signal.aborted) return;
      if (!/text\/event-stream|\*\/\*/i.test(exchange.request.headers.accept ?? '*/*')) {
        setResultAndStopExecution(refusal(new InvalidInputError(wantsEventStream()), 406));
      } else if (open.size >= most) {
        setResultAndStopExecution(refusal(new QueueFullError(tooManyConnections(), retryAfterMs)));
      } else {
        open.add(exchange);
        beginStream(exchange);
        exchange.response.once('close', () => open.delete(exchange));
      }
    },
  };
}

function beginStream(exchange: Exchange): void {
  exchange.endless = true;
  // nginx would hold events back until it has enough of them.
  exchange.response.setHeader('x-accel-buffering', 'no');
}

function refusal(originalError: CodedError, status?: number): ExecutionResult {
  const extensions = status === undefined ? {} : { http: { status } };
  return { errors: [new GraphQLError(originalError.message, { originalError, extensions })] };
}
