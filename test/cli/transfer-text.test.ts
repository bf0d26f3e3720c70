import { expect, test } from 'vitest';
import { byteText } from '../../src/cli/models/byte-text.js';
import { TransferRate } from '../../src/cli/models/transfer-rate.js';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [99_949, '99.9 kB'],
  [99_950, '100 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [2_468_000_000, '2.5 GB'],
  [1.5e15, '1500 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(byteText(bytes)).toBe(text);
});

test('the rate is that of the last ten seconds, and unknown at the beginning and without a byte', () => {
  const rate = new TransferRate(0);
  expect(rate.perSecond(5000)).toBeNull();
  for (let second = 1; second <= 20; second++) rate.add(1000, second * 1000);
  expect(rate.perSecond(20_000)).toBeCloseTo(1000, -1);
  for (let second = 21; second <= 40; second++) rate.add(5000, second * 1000);
  expect(rate.perSecond(40_000)).toBeCloseTo(5000, -1);
  const fresh = new TransferRate(0);
  fresh.add(10, 100);
  expect(fresh.perSecond(100)).toBeNull();
});
