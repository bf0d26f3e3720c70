import { expect, test } from 'vitest';
import { randomDraws } from '../../src/model/random-draws.js';

test.each([
  [0, [14600452, 10094749, 11237331, 12837220]],
  [1, [6621505, 5559043, 2478835, 4172764]],
  [2147483647, [8244635, 12715976, 11430023, 12508359]],
])('seed %i gives the numbers that another implementation gives', (seed, words) => {
  expect(Array.from(randomDraws(seed, 4))).toEqual(words.map((word) => word / 2 ** 24));
});

test('more draws of a seed begin with the same ones', () => {
  expect(randomDraws(5, 100).slice(0, 17)).toEqual(randomDraws(5, 17));
});

test.each([
  ['of one seed', randomDraws(42, 20_000)],
  [
    'at the same step of many seeds',
    Float32Array.from({ length: 20_000 }, (_, seed) => randomDraws(seed, 3)[2]!),
  ],
])('draws %s are spread evenly over [0, 1)', (_, draws) => {
  const counts = Array<number>(20).fill(0);
  for (const draw of draws) counts[Math.floor(draw * 20)]!++;
  expect(counts.length).toBe(20);
  // Chi-square with 19 degrees of freedom exceeds 43.8 once in a thousand.
  const expected = draws.length / 20;
  expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(43.8);
});
