import { expect, test } from 'vitest';
import { imageBucket, imagePositionIds, tokenBucket } from '../../src/model/compiler/position-buckets.js';

test('token buckets are linear near zero and logarithmic beyond 128', () => {
  expect([-128, -1, 0, 1, 128].map((distance) => tokenBucket(distance, 256, 1024))).toEqual([
    127, 254, 255, 256, 383,
  ]);
  expect(tokenBucket(1023, 256, 1024)).toBe(510);
  expect(tokenBucket(-1023, 256, 1024)).toBe(0);
  expect(tokenBucket(200, 256, 1024)).toBe(411);
});

test('image buckets count offsets of rows and columns', () => {
  expect(imageBucket(0, 0, 42)).toBe(41 * 83 + 41);
  expect(imageBucket(-41, -41, 42)).toBe(0);
  expect(imageBucket(41, 41, 42)).toBe(83 * 83 - 1);
});

test('image positions have the row stride of the largest grid and begin at 1', () => {
  expect(imagePositionIds(2, 42)).toEqual([1, 2, 43, 44]);
});
