/** How often values were at most each bound, and what they are all together. */
export interface HistogramCounts {
  readonly upTo: readonly number[];
  readonly sum: number;
  readonly count: number;
}

export interface CountedHistogram {
  readonly name: string;
  readonly help: string;
  readonly bounds: readonly number[];
  readonly read: () => HistogramCounts;
}

/**
 * A histogram whose counts are kept elsewhere, over restarts too, in Prometheus' text format
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). prom-client's own can only be told of one value at a time.
 */
export function histogramText({ name, help, bounds, read }: CountedHistogram): string {
  const { upTo, sum, count } = read();
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} histogram`,
    ...bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${upTo[index] ?? 0}`),
    `${name}_bucket{le="+Inf"} ${count}`,
    `${name}_sum ${sum}`,
    `${name}_count ${count}`,
    '',
  ].join('\n');
}
