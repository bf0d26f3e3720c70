import { builder } from '../builder.js';
import { stoppable } from '../subscriptions/stoppable.js';
import { StatsType } from './stats.js';
import { StatsWindowType } from './stats-window.js';

builder.subscriptionField('stats', (t) =>
  t.field({
    type: StatsType,
    authScopes: { admin: true },
    description: 'How the service does: at once, and then at every interval.',
    args: {
      window: t.arg({
        type: StatsWindowType,
        required: true,
        defaultValue: 'MINUTE',
        description: 'How far back.',
      }),
      intervalMs: t.arg.int({
        required: true,
        defaultValue: 1000,
        description: 'From one event to the next, 250 to 60,000 milliseconds; INVALID_INPUT otherwise.',
      }),
    },
    subscribe: (_root, { window, intervalMs }, { statistics, signal }) =>
      stoppable((stopped) => statistics.watch(window, intervalMs, stopped), signal),
    resolve: (stats) => stats,
  }),
);
