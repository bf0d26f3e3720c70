import type { RequestCounts, Signals } from '../../src/alerts/signals.js';

/** What the rules read, set by the test; null: not known. */
export class ScriptedSignals implements Signals {
  counts: RequestCounts | null = null;
  p95: number | null = null;
  saturation: number | null = null;
  headroom: number | null = null;
  restarts: number | null = null;
  disk: number | null = null;
  readonly windows: number[] = [];

  failureRate(seconds: number): RequestCounts | null {
    this.windows.push(seconds);
    return this.counts;
  }

  p95Ms(): Promise<number | null> {
    return Promise.resolve(this.p95);
  }

  queueSaturation(): number | null {
    return this.saturation;
  }

  memoryHeadroom(): number | null {
    return this.headroom;
  }

  engineRestarts(): number | null {
    return this.restarts;
  }

  diskFreeMiB(): number | null {
    return this.disk;
  }
}
