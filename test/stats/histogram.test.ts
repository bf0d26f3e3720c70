import { describe, expect, it } from 'vitest';
import { Histogram } from '../../src/stats/histogram.js';

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

/** Reproducible numbers in 0 … 1: mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomNumbers(7);
const distributions: [string, () => number][] = [
  ['even', () => 1000 * random()],
  ['exponential', () => -50 * Math.log(1 - random())],
  ['over six decades', () => 10 ** (6 * random() - 1)],
  ['two humps', () => (random() < 0.9 ? 20 + random() : 5000 + 100 * random())],
];

describe('Histogram', () => {
  it.each(distributions)('gives percentiles within 1 %: %s', (_, draw) => {
    const values = Array.from({ length: 20_000 }, draw);
    const histogram = histogramOf(values);
    const sorted = values.sort((one, other) => one - other);
    for (const share of [0.001, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1]!;
      const error = Math.abs(histogram.percentile(share) - exact);
      expect(error).toBeLessThanOrEqual(0.0100001 * exact + 0.0005);
    }
    expect(histogram.max).toBe(sorted.at(-1));
    expect(histogram.average).toBeCloseTo(sorted.reduce((sum, value) => sum + value, 0) / sorted.length, 6);
  });

  it('counts values up to decimal bounds exactly, those on the bound too', () => {
    const bounds = [0.05, 1, 2.5, 5, 10, 25, 50, 75, 100, 250, 500, 1000, 2500, 10_000, 100_000];
    const values = bounds.flatMap((bound) => [bound - 0.001, bound, bound + 0.001]);
    const counts = histogramOf(values).countsUpTo(bounds);
    expect(counts).toEqual(bounds.map((bound) => values.filter((value) => value <= bound).length));
  });

  it('adds up to the histogram of everything, also by way of what is stored', () => {
    const values = Array.from({ length: 3000 }, () => 10 ** (5 * random()));
    const whole = histogramOf(values);
    const parts = [values.slice(0, 1000), values.slice(1000, 1001), values.slice(1001)].map(histogramOf);
    const added = new Histogram();
    const restored = new Histogram();
    for (const part of parts) {
      added.add(part);
      restored.addStored(JSON.parse(JSON.stringify(part.toStored())) as number[]);
    }
    for (const sum of [added, restored]) {
      expect(sum.count).toBe(3000);
      expect(sum.max).toBe(whole.max);
      expect(sum.sum).toBeCloseTo(whole.sum, 3);
      expect(sum.toStored().slice(2)).toEqual(whole.toStored().slice(2));
    }
  });

  it('has zeros where nothing was recorded, and takes a clock that was set back for no time at all', () => {
    const empty = new Histogram();
    expect([empty.count, empty.average, empty.percentile(0.5), empty.max]).toEqual([0, 0, 0, 0]);
    expect(histogramOf([-5]).percentile(0.5)).toBe(0);
  });
});
