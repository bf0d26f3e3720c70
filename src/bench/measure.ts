export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value that `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export interface Load {
  /** Finished a second. */
  readonly perSecond: number;
  /** Of each one, milliseconds. */
  readonly latenciesMs: readonly number[];
}

/** Does `count` pieces of work, `concurrency` at a time. */
export async function underLoad(
  count: number,
  concurrency: number,
  work: (index: number) => Promise<void>,
): Promise<Load> {
  const latenciesMs: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) {
        const index = next++;
        const began = performance.now();
        await work(index);
        latenciesMs.push(performance.now() - began);
      }
    }),
  );
  return { perSecond: count / ((performance.now() - started) / 1000), latenciesMs };
}
