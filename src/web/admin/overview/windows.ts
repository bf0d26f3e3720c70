import type { StatsWindow } from '../../generated/graphql.js';

/** The windows of time that statistics are of, the shortest first. */
export const windows: readonly StatsWindow[] = ['MINUTE', 'FIVE_MINUTES', 'HOUR', 'DAY', 'WEEK'];

/** How long to wait at least before the points of a window are asked for again, milliseconds: the longer the window, the less they change. */
export const paceOf: Readonly<Record<StatsWindow, number>> = {
  MINUTE: 2000,
  FIVE_MINUTES: 5000,
  HOUR: 15_000,
  DAY: 60_000,
  WEEK: 120_000,
};
