import { builder } from '../builder.js';
import { StatsPointType, StatsType } from './stats.js';
import { StatsWindowType } from './stats-window.js';

builder.queryField('stats', (t) =>
  t.field({
    type: StatsType,
    authScopes: { admin: true },
    description: 'How the service did in a window of time.',
    args: {
      window: t.arg({
        type: StatsWindowType,
        required: true,
        defaultValue: 'HOUR',
        description: 'How far back.',
      }),
      profile: t.arg.string({ description: 'Only captions under the profile of this name.' }),
      model: t.arg.string({ description: 'Only captions of the model of this name.' }),
    },
    resolve: (_root, { window, profile, model }, { statistics }) =>
      statistics.stats(window, { profile: profile ?? null, model: model ?? null }),
  }),
);

builder.queryField('statsSeries', (t) =>
  t.field({
    type: [StatsPointType],
    authScopes: { admin: true },
    description:
      'How the service did over time, the oldest point first: of MINUTE every second, FIVE_MINUTES every 5 s, HOUR every minute, DAY every 15 min, WEEK every 2 h. The last point holds this moment.',
    args: {
      window: t.arg({
        type: StatsWindowType,
        required: true,
        defaultValue: 'HOUR',
        description: 'How far back.',
      }),
    },
    resolve: (_root, { window }, { statistics }) => statistics.series(window),
  }),
);
