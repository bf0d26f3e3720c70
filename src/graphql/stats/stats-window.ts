import type { StatsWindow } from '../../stats/windows.js';
import { builder } from '../builder.js';

const descriptions: Readonly<Record<StatsWindow, string>> = {
  MINUTE: 'The last 60 seconds.',
  FIVE_MINUTES: 'The last 300 seconds.',
  HOUR: 'The last 60 minutes.',
  DAY: 'The last 24 hours.',
  WEEK: 'The last 7 days.',
};

export const StatsWindowType = builder.enumType('StatsWindow', {
  description:
    'The time up to now that numbers are of, in whole seconds, from an hour on in whole minutes; the one that is not over yet counts.',
  values: {
    MINUTE: { description: descriptions.MINUTE },
    FIVE_MINUTES: { description: descriptions.FIVE_MINUTES },
    HOUR: { description: descriptions.HOUR },
    DAY: { description: descriptions.DAY },
    WEEK: { description: descriptions.WEEK },
  },
});
