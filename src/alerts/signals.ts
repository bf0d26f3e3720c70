import type { AlertRuleName } from './alert-rules.js';

/** What was asked for and how it ended, in a time that is over. */
export interface RequestCounts {
  readonly requests: number;
  readonly failed: number;
}

type Reading<Value> = Value | Promise<Value>;

/** Where the rules read how the service does. Null means: not known now, which is never bad. */
export interface Signals {
  /** Requests that ended within the last `seconds`. */
  failureRate(seconds: number): Reading<RequestCounts | null>;
  /** 95th percentile of their whole times, milliseconds; null when there was none. */
  p95Ms(seconds: number): Reading<number | null>;
  /** 0 … 1: how much of the queue for single requests is taken. */
  queueSaturation(): Reading<number | null>;
  /** 0 … 1: how much memory is free, of what the engine may use. */
  memoryHeadroom(): Reading<number | null>;
  /** Engine processes lost within the last `seconds`. */
  engineRestarts(seconds: number): Reading<number | null>;
  /** Free space where the data directory lies, MiB. */
  diskFreeMiB(): Reading<number | null>;
}

/** Fewer requests than these say nothing about a rate. */
const fewestRequests = 3;

/** The value that a rule compares with its threshold; null when there is none. */
export async function readSignal(
  signals: Signals,
  rule: AlertRuleName,
  seconds: number,
): Promise<number | null> {
  switch (rule) {
    case 'FAILURE_RATE': {
      const counts = await signals.failureRate(seconds);
      return counts === null || counts.requests < fewestRequests ? null : counts.failed / counts.requests;
    }
    case 'P95_LATENCY':
      return signals.p95Ms(seconds);
    case 'QUEUE_SATURATION':
      return signals.queueSaturation();
    case 'MEMORY_HEADROOM':
      return signals.memoryHeadroom();
    case 'ENGINE_RESTARTS':
      return signals.engineRestarts(seconds);
    case 'DISK_SPACE':
      return signals.diskFreeMiB();
  }
}
