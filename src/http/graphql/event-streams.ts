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
      const { exchange, caller } = args.contextValue;
      // A client that has left already would never be counted out again.
      if (exchange === undefined || exchange.signal.aborted) return;
      if (!/text\/event-stream|\*\/\*/i.test(exchange.request.headers.accept ?? '*/*')) {
        setResultAndStopExecution(refusal(new InvalidInputError(wantsEventStream()), 406));
      } else if (open.size >= most) {
        setResultAndStopExecution(refusal(new QueueFullError(tooManyConnections(), retryAfterMs)));
      } else {
        open.add(exchange);
        beginStream(exchange, caller?.viewer.ended);
        exchange.response.once('close', () => open.delete(exchange));
      }
    },
  };
}

/** @param ended cuts the stream off: whoever it is for may not have it any more */
function beginStream(exchange: Exchange, ended: AbortSignal | undefined): void {
  exchange.endless = true;
  if (ended !== undefined) {
    const cut = (): void => {
      exchange.response.destroy();
    };
    ended.addEventListener('abort', cut, { once: true });
    exchange.response.once('close', () => {
      ended.removeEventListener('abort', cut);
    });
    if (ended.aborted) cut();
  }
  // nginx would hold events back until it has enough of them.
  exchange.response.setHeader('x-accel-buffering', 'no');
}

function refusal(originalError: CodedError, status?: number): ExecutionResult {
  const extensions = status === undefined ? {} : { http: { status } };
  return { errors: [new GraphQLError(originalError.message, { originalError, extensions })] };
}
