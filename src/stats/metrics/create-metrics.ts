import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { LoadGauges } from '../counting.js';
import { measuredTimes, type MeasuredTime, type Tally } from '../tally.js';
import { histogramText, type CountedHistogram } from './counted-histogram.js';

/** A GPU as the driver reports it; null: not known. */
export interface GpuReading {
  readonly index: number;
  readonly memoryUsedMiB: number | null;
  readonly memoryTotalMiB: number | null;
  /** 0 … 1. */
  readonly utilization: number | null;
  readonly temperatureC: number | null;
}

/** The GPUs as they were read last; empty where there is none. */
export type GpuGauges = () => readonly GpuReading[];

export interface MetricsOptions {
  /** Everything that was ever counted, also by earlier servers. */
  readonly totals: Tally;
  readonly gauges: LoadGauges;
  readonly gpus: GpuGauges;
}

/** Seconds; their counts are exact in the histograms that these are read from. */
const timeBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100];
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128];

const timeHelp = {
  total: 'From the request to the caption, of all that succeeded.',
  queue: 'Waiting for the run, of all captions that succeeded.',
  preprocess: 'Decoding and resizing the picture, of all captions that the model computed.',
  inference: 'The run of the graph, of all captions that the model computed.',
} as const;

/** What Prometheus reads. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** The counts of the records, so that they go on over restarts, and gauges of this process. */
export function createMetrics({ totals, gauges, gpus }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  requestCounters(registers, totals);
  runCounter(registers, totals);
  loadGauges(registers, gauges);
  gpuGauges(registers, gpus);
  collectDefaultMetrics({ register: registry });
  const histograms = [batchSizes(totals), ...measuredTimes.map((time) => timeHistogram(time, totals))];
  return {
    contentType: registry.contentType,
    text: async () => [...histograms.map(histogramText), await registry.metrics()].join('\n'),
  };
}

function timeHistogram(time: MeasuredTime, totals: Tally): CountedHistogram {
  const histogram = totals.times[time];
  const bounds = timeBuckets.map((seconds) => 1000 * seconds);
  return {
    name: `ofa_caption_${time}_seconds`,
    help: timeHelp[time],
    bounds: timeBuckets,
    read: () => ({
      upTo: histogram.countsUpTo(bounds),
      sum: histogram.sum / 1000,
      count: histogram.count,
    }),
  };
}

function batchSizes(totals: Tally): CountedHistogram {
  return {
    name: 'ofa_caption_batch_size',
    help: 'Pictures in one run.',
    bounds: batchBuckets,
    read: () => {
      const sizes = [...totals.batchSizes];
      const upTo = batchBuckets.map((bound) =>
        sizes.reduce((count, [size, runs]) => (size <= bound ? count + runs : count), 0),
      );
      return { upTo, sum: sizes.reduce((sum, [size, runs]) => sum + size * runs, 0), count: totals.runs };
    },
  };
}

function requestCounters(registers: Registry[], totals: Tally): void {
  new Counter({
    name: 'ofa_caption_requests_total',
    help: 'Captions that came to an end, and requests refused before there was one; code is empty for those that succeeded.',
    labelNames: ['status', 'code'],
    registers,
    collect() {
      this.reset();
      this.inc({ status: 'succeeded', code: '' }, totals.succeeded);
      this.inc({ status: 'canceled', code: 'CANCELED' }, totals.canceled);
      for (const [code, count] of totals.failures) this.inc({ status: 'failed', code }, count);
      for (const [code, count] of totals.refusals) this.inc({ status: 'refused', code }, count);
    },
  });
  counter(
    registers,
    'ofa_caption_cached_total',
    'Captions that were answered without a run of their own.',
    () => totals.cached,
  );
  counter(
    registers,
    'ofa_caption_retries_total',
    'Attempts beyond the first one of a caption.',
    () => totals.retries,
  );
}

function runCounter(registers: Registry[], totals: Tally): void {
  new Counter({
    name: 'ofa_caption_runs_total',
    help: 'Batches that went through the graph, or were lost on the way.',
    labelNames: ['status'],
    registers,
    collect() {
      this.reset();
      this.inc({ status: 'succeeded' }, totals.runs - totals.failedRuns);
      this.inc({ status: 'failed' }, totals.failedRuns);
    },
  });
}

function loadGauges(registers: Registry[], gauges: LoadGauges): void {
  new Gauge({
    name: 'ofa_caption_queue_depth',
    help: 'Captions that wait in memory for a run.',
    registers,
    collect() {
      this.set(gauges.queueDepth());
    },
  });
  new Gauge({
    name: 'ofa_caption_in_flight',
    help: 'Captions in the runs that are going on.',
    registers,
    collect() {
      this.set(gauges.inFlight());
    },
  });
}

function gpuGauges(registers: Registry[], gpus: GpuGauges): void {
  const mebibyte = 2 ** 20;
  const gauge = (name: string, help: string, read: (gpu: GpuReading) => number | null): void => {
    new Gauge({
      name: `ofa_caption_gpu_${name}`,
      help,
      labelNames: ['gpu'],
      registers,
      collect() {
        this.reset();
        for (const gpu of gpus()) {
          const value = read(gpu);
          if (value !== null) this.set({ gpu: gpu.index }, value);
        }
      },
    });
  };
  const bytes = (mebibytes: number | null): number | null =>
    mebibytes === null ? null : mebibytes * mebibyte;
  gauge('memory_used_bytes', 'Memory of the GPU that is in use, by whomever.', (gpu) =>
    bytes(gpu.memoryUsedMiB),
  );
  gauge('memory_total_bytes', 'Memory of the GPU.', (gpu) => bytes(gpu.memoryTotalMiB));
  gauge('utilization_ratio', 'Share of the time in which the GPU computed.', (gpu) => gpu.utilization);
  gauge('temperature_celsius', 'Temperature of the GPU.', (gpu) => gpu.temperatureC);
}

function counter(registers: Registry[], name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers,
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}
