/** A histogram as it is stored: sum, greatest value, then each occupied bucket as its distance from the last one and its count. */
export type StoredHistogram = readonly number[];

/** Up to here every microsecond has a bucket of its own. */
const exactMicroseconds = 100;
/** Above, each decade `(base, 10 base]` has the same buckets, ends included at the upper side. */
const zones = [
  { from: 1, to: 2, parts: 50 },
  { from: 2, to: 5, parts: 40 },
  { from: 5, to: 10, parts: 10 },
] as const;
const bucketsOfDecade = 50 + 3 * 40 + 5 * 10;

/**
 * How often durations fell where, in the manner of HdrHistogram: buckets that are narrow in proportion to their values, so that
 * histograms add up to the histogram of everything. A value that it gives back is within 1 % of one that was recorded (half a
 * microsecond below 0.1 ms); sum and greatest value are exact. Unlike HdrHistogram's the bounds are decimal, so that
 * counts up to 25 ms or 0.5 s, as Prometheus wants them, are exact too.
 */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #sum = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** Milliseconds. */
  get sum(): number {
    return this.#sum;
  }

  /** Milliseconds; 0 when nothing was recorded. */
  get max(): number {
    return this.#max;
  }

  /** Milliseconds; 0 when nothing was recorded. */
  get average(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  /** @param milliseconds negative ones, as clocks that are set produce them, count as 0 */
  record(milliseconds: number): void {
    const value = Math.max(0, milliseconds);
    this.#addTo(bucketOf(Math.round(value * 1000)), 1);
    this.#sum += value;
    this.#max = Math.max(this.#max, value);
  }

  add(other: Histogram): void {
    for (const [bucket, count] of other.#counts) this.#addTo(bucket, count);
    this.#sum += other.#sum;
    this.#max = Math.max(this.#max, other.#max);
  }

  /** The value in milliseconds that `share` (0 … 1) of all values do not exceed, by nearest rank; 0 when there is none. */
  percentile(share: number): number {
    const rank = Math.max(1, Math.ceil(share * this.#count));
    if (rank >= this.#count) return this.#max;
    let seen = 0;
    for (const [bucket, count] of this.#sorted()) {
      seen += count;
      if (seen >= rank) return Math.min(this.#max, middleOf(bucket) / 1000);
    }
    return this.#max;
  }

  /** How many values are at most each of these bounds, in milliseconds and ascending: exact for two decimal digits such as 2.5 or 75. */
  countsUpTo(bounds: readonly number[]): number[] {
    const buckets = bounds.map((bound) => bucketOf(Math.round(bound * 1000)));
    const counts = bounds.map(() => 0);
    for (const [bucket, count] of this.#counts) {
      buckets.forEach((upTo, index) => {
        if (bucket <= upTo) counts[index]! += count;
      });
    }
    return counts;
  }

  toStored(): StoredHistogram {
    const stored = [this.#sum, this.#max];
    let last = 0;
    for (const [bucket, count] of this.#sorted()) {
      stored.push(bucket - last, count);
      last = bucket;
    }
    return stored;
  }

  /** Adds what was stored, without a histogram in between. */
  addStored(stored: StoredHistogram): void {
    const [sum = 0, max = 0] = stored;
    this.#sum += sum;
    this.#max = Math.max(this.#max, max);
    let bucket = 0;
    for (let index = 2; index + 1 < stored.length; index += 2) {
      bucket += stored[index]!;
      this.#addTo(bucket, stored[index + 1]!);
    }
  }

  #addTo(bucket: number, count: number): void {
    this.#counts.set(bucket, (this.#counts.get(bucket) ?? 0) + count);
    this.#count += count;
  }

  #sorted(): [number, number][] {
    return [...this.#counts].sort(([one], [other]) => one - other);
  }
}

/** @param value microseconds, whole */
function bucketOf(value: number): number {
  if (value <= exactMicroseconds) return value;
  let base = exactMicroseconds;
  let first = exactMicroseconds;
  while (value > 10 * base) {
    base *= 10;
    first += bucketsOfDecade;
  }
  for (const { from, to, parts } of zones) {
    // Whole numbers until the division, so that a value on a bound is not rounded beyond it.
    if (value <= to * base) return first + Math.ceil(((value - from * base) * parts) / base);
    first += (to - from) * parts;
  }
  return first;
}

/** Microseconds. */
function middleOf(bucket: number): number {
  return bucket <= exactMicroseconds ? bucket : (upperBound(bucket - 1) + upperBound(bucket)) / 2;
}

/** Microseconds. */
function upperBound(bucket: number): number {
  if (bucket <= exactMicroseconds) return bucket;
  const decade = Math.floor((bucket - exactMicroseconds - 1) / bucketsOfDecade);
  const base = exactMicroseconds * 10 ** decade;
  let part = bucket - exactMicroseconds - decade * bucketsOfDecade;
  for (const { from, to, parts } of zones) {
    if (part <= (to - from) * parts) return from * base + (part * base) / parts;
    part -= (to - from) * parts;
  }
  return 10 * base;
}
