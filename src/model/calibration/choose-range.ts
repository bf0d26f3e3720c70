import { byteScale, type Range } from './range.js';
import type { Histogram } from './histogram.js';

/** Shares of the extremes that are tried as ends of the range. */
const shares = Array.from({ length: 41 }, (_, index) => 1 - index * 0.02);

/**
 * The range whose bytes are nearest to the values, by mean squared error: rounding within the range, clipping beyond it. The
 * rare extremes of a tensor are clipped where that makes the many others finer.
 */
export function chooseRange(histogram: Histogram): Range {
  const { min, max } = histogram.extremes;
  let best = { min, max };
  let leastError = squaredError(histogram, best);
  // End by end, and once more where the other end has moved.
  for (let round = 0; round < 2; round++) {
    for (const end of ['max', 'min'] as const) {
      const start = { min, max }[end];
      for (const share of shares) {
        const candidate = { ...best, [end]: start * share };
        const error = squaredError(histogram, candidate);
        if (error < leastError) {
          leastError = error;
          best = candidate;
        }
      }
    }
  }
  return best;
}

function squaredError(histogram: Histogram, range: Range): number {
  const { scale, zeroPoint } = byteScale(range);
  const low = -zeroPoint * scale;
  const high = (255 - zeroPoint) * scale;
  const rounding = scale ** 2 / 12;
  const { counts } = histogram;
  let error = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin]!;
    if (count === 0) continue;
    const value = histogram.valueOf(bin);
    // Zero is exact in every range; with rectified values most are.
    if (Math.abs(value) < histogram.binWidth) continue;
    const beyond = Math.max(low - value, value - high, 0);
    error += count * (rounding + beyond ** 2);
  }
  return error;
}
