import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeFacts } from '../../captions/runtime.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { outOfRange } from '../../messages/about-options.js';
import { builder } from '../builder.js';
import type { GraphQLContext } from '../context.js';
import { stoppable } from '../subscriptions/stoppable.js';
import { RuntimeType } from './runtime.js';

/** Milliseconds between two events, ends included. */
const intervals = { min: 250, max: 60_000, integer: true };

builder.queryField('runtime', (t) =>
  t.field({
    type: RuntimeType,
    authScopes: { admin: true },
    description: 'What the server runs on, and how it is doing.',
    resolve: (_root, _args, { runtime }) => runtime.now(),
  }),
);

builder.mutationField('releaseMemory', (t) =>
  t.field({
    type: RuntimeType,
    authScopes: { admin: true },
    description:
      'Has the engines give back the memory that their runs have gathered, and answers when they are warm again. Requests wait meanwhile; none is lost.',
    resolve: async (_root, _args, { runtime, memory }) => {
      await memory.releaseMemory();
      return runtime.now();
    },
  }),
);

builder.subscriptionField('runtime', (t) =>
  t.field({
    type: RuntimeType,
    authScopes: { admin: true },
    description: 'What the server runs on, again and again: at once, then at every interval.',
    args: {
      intervalMs: t.arg.int({
        required: true,
        defaultValue: 1000,
        description: 'Milliseconds from one event to the next, 250 to 60000.',
      }),
    },
    subscribe: (_root, { intervalMs }, context) =>
      stoppable((signal) => atIntervals(intervalMs, signal, context), context.signal),
    resolve: (facts) => facts,
  }),
);

async function* atIntervals(
  intervalMs: number,
  signal: AbortSignal,
  { runtime }: GraphQLContext,
): AsyncGenerator<RuntimeFacts> {
  if (intervalMs < intervals.min || intervalMs > intervals.max) {
    throw new InvalidInputError(outOfRange('intervalMs', intervals, intervalMs), ['intervalMs']);
  }
  for (;;) {
    yield await runtime.now();
    await sleep(intervalMs, undefined, { signal });
  }
}
