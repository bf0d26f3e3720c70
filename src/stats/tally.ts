import { isErrorCode, type ErrorCode } from '../errors/error-code.js';
import type { CaptionEnd, Endings } from '../storage/ending-recorder.js';
import { Histogram, type StoredHistogram } from './histogram.js';

/** The times that are measured of captions. */
export const measuredTimes = ['total', 'queue', 'preprocess', 'inference'] as const;
export type MeasuredTime = (typeof measuredTimes)[number];

interface StoredTally {
  readonly succeeded: number;
  readonly canceled: number;
  readonly cached: number;
  readonly retries: number;
  readonly failedRuns: number;
  readonly queueDepth: number | null;
  readonly failures: readonly (readonly [string, number])[];
  readonly refusals: readonly (readonly [string, number])[];
  readonly batchSizes: readonly (readonly [number, number])[];
  readonly times: Readonly<Record<MeasuredTime, StoredHistogram>>;
}

/**
 * Counts of what happened, as NVIDIA's Triton defines them: requests are captions that came to an end, inferences those of them that the
 * model computed, executions the runs of the graph. Total and queue time are of all that succeeded, preprocess and inference time of
 * those that were computed. Tallies add up.
 */
export class Tally {
  succeeded = 0;
  canceled = 0;
  /** Among those that succeeded. */
  cached = 0;
  /** Attempts beyond the first one. */
  retries = 0;
  failedRuns = 0;
  /** The deepest queue that was seen when something happened; null when nothing did. */
  queueDepth: number | null = null;
  readonly failures = new Map<ErrorCode, number>();
  readonly refusals = new Map<ErrorCode, number>();
  /** Runs by the number of their pictures, lost ones included. */
  readonly batchSizes = new Map<number, number>();
  readonly times: Readonly<Record<MeasuredTime, Histogram>> = {
    total: new Histogram(),
    queue: new Histogram(),
    preprocess: new Histogram(),
    inference: new Histogram(),
  };

  get failed(): number {
    return sum(this.failures.values());
  }

  get refused(): number {
    return sum(this.refusals.values());
  }

  /** Captions that came to an end. */
  get requests(): number {
    return this.succeeded + this.failed + this.canceled;
  }

  get runs(): number {
    return sum(this.batchSizes.values());
  }

  /** 0 when there was no run. */
  get averageBatchSize(): number {
    const pictures = sum([...this.batchSizes].map(([size, count]) => size * count));
    return pictures === 0 ? 0 : pictures / this.runs;
  }

  countCaption({ status, cached, errorCode, timings, attempts }: CaptionEnd): void {
    this.retries += attempts - 1;
    if (status === 'CANCELED') this.canceled++;
    else if (status === 'FAILED') increase(this.failures, isErrorCode(errorCode) ? errorCode : 'INTERNAL', 1);
    else {
      this.succeeded++;
      this.times.total.record(timings.totalMs);
      this.times.queue.record(timings.queueMs);
      if (cached) this.cached++;
      else {
        this.times.preprocess.record(timings.preprocessMs);
        this.times.inference.record(timings.inferenceMs);
      }
    }
  }

  countRun({ batchSize, succeeded }: NonNullable<Endings['run']>): void {
    increase(this.batchSizes, batchSize, 1);
    if (!succeeded) this.failedRuns++;
  }

  countRefusal(code: ErrorCode): void {
    increase(this.refusals, code, 1);
  }

  sawQueue(depth: number): void {
    this.queueDepth = Math.max(this.queueDepth ?? 0, depth);
  }

  add(other: Tally): void {
    this.succeeded += other.succeeded;
    this.canceled += other.canceled;
    this.cached += other.cached;
    this.retries += other.retries;
    this.failedRuns += other.failedRuns;
    if (other.queueDepth !== null) this.sawQueue(other.queueDepth);
    for (const [code, count] of other.failures) increase(this.failures, code, count);
    for (const [code, count] of other.refusals) increase(this.refusals, code, count);
    for (const [size, count] of other.batchSizes) increase(this.batchSizes, size, count);
    for (const time of measuredTimes) this.times[time].add(other.times[time]);
  }

  /** As text for the database. */
  stored(): string {
    const { succeeded, canceled, cached, retries, failedRuns, queueDepth, times } = this;
    const stored: StoredTally = {
      ...{ succeeded, canceled, cached, retries, failedRuns, queueDepth },
      failures: [...this.failures],
      refusals: [...this.refusals],
      batchSizes: [...this.batchSizes],
      times: {
        total: times.total.toStored(),
        queue: times.queue.toStored(),
        preprocess: times.preprocess.toStored(),
        inference: times.inference.toStored(),
      },
    };
    return JSON.stringify(stored);
  }

  addStored(text: string): void {
    const stored = JSON.parse(text) as StoredTally;
    this.succeeded += stored.succeeded;
    this.canceled += stored.canceled;
    this.cached += stored.cached;
    this.retries += stored.retries;
    this.failedRuns += stored.failedRuns;
    if (stored.queueDepth !== null) this.sawQueue(stored.queueDepth);
    for (const [code, count] of stored.failures) increase(this.failures, knownCode(code), count);
    for (const [code, count] of stored.refusals) increase(this.refusals, knownCode(code), count);
    for (const [size, count] of stored.batchSizes) increase(this.batchSizes, size, count);
    for (const time of measuredTimes) this.times[time].addStored(stored.times[time]);
  }
}

/** A code that only a later version knew counts as INTERNAL. */
function knownCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'INTERNAL';
}

function increase<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
