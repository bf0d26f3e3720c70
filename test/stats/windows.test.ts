import { describe, expect, it } from 'vitest';
import {
  pointStarts,
  statsWindows,
  windowSeconds,
  windowStart,
  type StatsWindow,
} from '../../src/stats/windows.js';

const now = Date.parse('2026-03-29T01:30:15.250Z'); // the hour that central Europe leaves out in spring

describe('windows', () => {
  it.each<[StatsWindow, string]>([
    ['MINUTE', '2026-03-29T01:29:16.000Z'],
    ['FIVE_MINUTES', '2026-03-29T01:25:16.000Z'],
    ['HOUR', '2026-03-29T00:31:00.000Z'],
    ['DAY', '2026-03-28T01:31:00.000Z'],
    ['WEEK', '2026-03-22T01:31:00.000Z'],
  ])('%s begins at a full second or minute, and this one counts', (window, expected) => {
    expect(new Date(windowStart(window, now)).toISOString()).toBe(expected);
  });

  it.each<[StatsWindow, number, string, string]>([
    ['MINUTE', 60, '2026-03-29T01:29:16.000Z', '2026-03-29T01:30:15.000Z'],
    ['FIVE_MINUTES', 60, '2026-03-29T01:25:20.000Z', '2026-03-29T01:30:15.000Z'],
    ['HOUR', 60, '2026-03-29T00:31:00.000Z', '2026-03-29T01:30:00.000Z'],
    ['DAY', 96, '2026-03-28T01:45:00.000Z', '2026-03-29T01:30:00.000Z'],
    ['WEEK', 84, '2026-03-22T02:00:00.000Z', '2026-03-29T00:00:00.000Z'],
  ])('%s has %i points', (window, count, first, last) => {
    const starts = pointStarts(window, now).map((at) => new Date(at).toISOString());
    expect([starts.length, starts[0], starts.at(-1)]).toEqual([count, first, last]);
  });

  it('has points that are equally far apart, whatever local clocks do', () => {
    for (const window of statsWindows) {
      const starts = pointStarts(window, now);
      const distances = new Set(starts.slice(1).map((at, index) => at - starts[index]!));
      expect([...distances]).toEqual([(1000 * windowSeconds(window)) / starts.length]);
    }
  });
});
