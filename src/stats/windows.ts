export const statsWindows = ['MINUTE', 'FIVE_MINUTES', 'HOUR', 'DAY', 'WEEK'] as const;
export type StatsWindow = (typeof statsWindows)[number];

interface WindowShape {
  readonly lengthMs: number;
  /** What the window's beginning is rounded to. */
  readonly stepMs: number;
  /** From one point of the series to the next. */
  readonly pointMs: number;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

const shapes: Readonly<Record<StatsWindow, WindowShape>> = {
  MINUTE: { lengthMs: minuteMs, stepMs: secondMs, pointMs: secondMs },
  FIVE_MINUTES: { lengthMs: 5 * minuteMs, stepMs: secondMs, pointMs: 5 * secondMs },
  HOUR: { lengthMs: hourMs, stepMs: minuteMs, pointMs: minuteMs },
  DAY: { lengthMs: 24 * hourMs, stepMs: minuteMs, pointMs: 15 * minuteMs },
  WEEK: { lengthMs: 168 * hourMs, stepMs: minuteMs, pointMs: 2 * hourMs },
};

/** Milliseconds since 1970, rounded down to a multiple of `step`. UTC has no summer time, so that each hour is 60 minutes. */
export function roundedDown(at: number, step: number): number {
  return Math.floor(at / step) * step;
}

export function windowSeconds(window: StatsWindow): number {
  return shapes[window].lengthMs / secondMs;
}

/**
 * When a window begins that ends now, in milliseconds since 1970. It consists of whole seconds, from an hour on of whole minutes;
 * the last of them is the one that is not over yet.
 */
export function windowStart(window: StatsWindow, now: number): number {
  const { lengthMs, stepMs } = shapes[window];
  return roundedDown(now, stepMs) - lengthMs + stepMs;
}

/** When the points of a series begin, which lie at multiples of their distance; the last one holds now. */
export function pointStarts(window: StatsWindow, now: number): number[] {
  const { lengthMs, pointMs } = shapes[window];
  const last = roundedDown(now, pointMs);
  const count = lengthMs / pointMs;
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * pointMs);
}

/** From one point of a series to the next, milliseconds. */
export function pointDistance(window: StatsWindow): number {
  return shapes[window].pointMs;
}
