import { BadModelError } from '../../errors/bad-model-error.js';
import type { Range } from './range.js';

const bins = 4096;

/**
 * How often a tensor takes which values, in bounded memory: equal bins around zero, of double the width whenever a value lies
 * beyond them.
 */
export class Histogram {
  readonly counts = new Float64Array(bins);
  /** The bins reach from `-reach` to `reach`. */
  #reach = 2 ** -10;
  #min = Infinity;
  #max = -Infinity;

  /** Smallest and largest value that was ever added. */
  get extremes(): Range {
    return { min: this.#min, max: this.#max };
  }

  get binWidth(): number {
    return (2 * this.#reach) / bins;
  }

  /** The middle of a bin. */
  valueOf(bin: number): number {
    return (bin + 0.5) * this.binWidth - this.#reach;
  }

  /** Notes values that occurred without counting them, such as the extremes of a tensor that is only sampled. */
  include(value: number): void {
    if (!Number.isFinite(value)) throw new BadModelError('The model computes values that are not finite.');
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    while (Math.abs(value) >= this.#reach) this.#double();
  }

  add(values: Float32Array): void {
    for (const value of values) {
      this.include(value);
      const bin = Math.floor((value + this.#reach) / this.binWidth);
      this.counts[Math.min(bins - 1, bin)]! += 1;
    }
  }

  /** Two bins become one, in the middle half. */
  #double(): void {
    const old = this.counts.slice();
    this.counts.fill(0);
    old.forEach((count, bin) => {
      this.counts[bins / 4 + (bin >> 1)]! += count;
    });
    this.#reach *= 2;
  }
}
