import type { ErrorCode } from '../errors/error-code.js';
import type { LoadGauges } from './counting.js';
import type { Histogram } from './histogram.js';
import type { Tally } from './tally.js';

/** Milliseconds. */
export interface LatencyStats {
  readonly averageMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** How the service did in a window, as the contract defines it. */
export interface Stats {
  readonly totalRequests: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly canceled: number;
  readonly cached: number;
  readonly refused: number;
  readonly successRate: number;
  readonly failuresByCode: readonly { readonly code: ErrorCode; readonly count: number }[];
  readonly latency: LatencyStats;
  readonly queueTime: LatencyStats;
  readonly preprocessTime: LatencyStats;
  readonly inferenceTime: LatencyStats;
  readonly batches: number;
  readonly averageBatchSize: number;
  readonly batchSizes: readonly { readonly size: number; readonly count: number }[];
  readonly retries: number;
  readonly queueDepth: number;
  readonly inFlight: number;
  readonly captionsPerSecond: number;
}

/** @param seconds length of the window; also of one that is longer than the server has been there */
export function statsOf(tally: Tally, gauges: LoadGauges, seconds: number): Stats {
  const { requests, succeeded, failed, canceled, cached, refused, retries, times } = tally;
  const byCode = new Map(tally.failures);
  for (const [code, count] of tally.refusals) byCode.set(code, (byCode.get(code) ?? 0) + count);
  return {
    ...{ succeeded, failed, canceled, cached, refused, retries },
    totalRequests: requests,
    successRate: requests === 0 ? 1 : succeeded / requests,
    failuresByCode: [...byCode]
      .map(([code, count]) => ({ code, count }))
      .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code)),
    latency: latencyOf(times.total),
    queueTime: latencyOf(times.queue),
    preprocessTime: latencyOf(times.preprocess),
    inferenceTime: latencyOf(times.inference),
    batches: tally.runs,
    averageBatchSize: tally.averageBatchSize,
    batchSizes: [...tally.batchSizes]
      .map(([size, count]) => ({ size, count }))
      .sort((one, other) => one.size - other.size),
    queueDepth: gauges.queueDepth(),
    inFlight: gauges.inFlight(),
    captionsPerSecond: succeeded / seconds,
  };
}

/** One point of a series; null where nothing happened. */
export interface StatsPoint {
  readonly at: Date;
  readonly requests: number;
  readonly failed: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly averageBatchSize: number | null;
  /** The deepest that was seen. */
  readonly queueDepth: number | null;
}

export function pointOf(at: number, tally: Tally): StatsPoint {
  const { requests, failed, runs, queueDepth } = tally;
  const { total } = tally.times;
  return {
    ...{ at: new Date(at), requests, failed, queueDepth },
    p50Ms: total.count === 0 ? null : total.percentile(0.5),
    p95Ms: total.count === 0 ? null : total.percentile(0.95),
    averageBatchSize: runs === 0 ? null : tally.averageBatchSize,
  };
}

function latencyOf(histogram: Histogram): LatencyStats {
  return {
    averageMs: histogram.average,
    p50Ms: histogram.percentile(0.5),
    p95Ms: histogram.percentile(0.95),
    p99Ms: histogram.percentile(0.99),
    maxMs: histogram.max,
  };
}
