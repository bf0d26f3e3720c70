import { Histogram, type MetricObjectWithValues, type MetricValueWithName, type Registry } from 'prom-client';

/** How often values were at most each bound, and what they are all together. */
export interface HistogramCounts {
  readonly upTo: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export interface CountedHistogramOptions {
  readonly name: string;
  readonly help: string;
  readonly buckets: number[];
  readonly registers: Registry[];
  readonly read: () => HistogramCounts;
}

/**
 * A histogram whose counts are kept elsewhere, over restarts too: prom-client's own can only be told of one value at a
 * time.
 */
export class CountedHistogram extends Histogram {
  readonly #read: () => HistogramCounts;
  readonly #options: CountedHistogramOptions;

  constructor(options: CountedHistogramOptions) {
    const { name, help, buckets, registers, read } = options;
    super({ name, help, buckets, registers });
    this.#read = read;
    this.#options = options;
  }

  override async get(): Promise<MetricObjectWithValues<MetricValueWithName<string>>> {
    const { name, buckets } = this.#options;
    const { upTo, sum, count } = this.#read();
    const metricName = `${name}_bucket`;
    const values: MetricValueWithName<string>[] = [
      ...buckets.map((bound, index) => ({ metricName, labels: { le: bound }, value: upTo[index] ?? 0 })),
      { metricName, labels: { le: '+Inf' }, value: count },
      { metricName: `${name}_sum`, labels: {}, value: sum },
      { metricName: `${name}_count`, labels: {}, value: count },
    ];
    return { ...(await super.get()), values };
  }
}
