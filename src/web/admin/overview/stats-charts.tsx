import { useMemo, type ReactNode } from 'react';
import type { StatsWindow } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import type { PlotData, Series } from '../charts/plot.js';
import { TimeChart } from '../charts/time-chart.js';
import { overviewMessages } from './messages/tables.js';
import type { StatsPoints } from './use-series.js';

export interface StatsChartProps {
  readonly window: StatsWindow;
  readonly points: StatsPoints | null;
}

type Point = StatsPoints[number];

/** Captions that ended, those that failed in front of them. */
export function ThroughputChart({ window, points }: StatsChartProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { number } = useFormats();
  const data = usePlotData(points, throughput);
  const ended = sum(points, ({ requests }) => requests);
  const most = largest(points, ({ requests }) => requests) ?? 0;
  return (
    <TimeChart
      title={words.throughput}
      summary={
        ended === 0
          ? words.throughputNone(words.windowPhrases[window])
          : words.throughputSummary({
              window: words.windowPhrases[window],
              ended,
              failed: sum(points, ({ failed }) => failed),
              most: number(most),
              part: words.partPhrases[window],
            })
      }
      data={data}
      value={number}
    />
  );
}

/** How long captions took. */
export function LatencyChart({ window, points }: StatsChartProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { duration } = useFormats();
  const data = usePlotData(points, latency);
  const p50 = newest(points, ({ p50Ms }) => p50Ms);
  const p95 = newest(points, ({ p95Ms }) => p95Ms);
  const worst = largest(points, ({ p95Ms }) => p95Ms);
  return (
    <TimeChart
      title={words.latency}
      summary={
        p50 === null || p95 === null || worst === null
          ? words.latencyNone(words.windowPhrases[window])
          : words.latencySummary({ p50: duration(p50), p95: duration(p95), worst: duration(worst) })
      }
      data={data}
      value={duration}
    />
  );
}

/** How many captions waited. */
export function QueueChart({ window, points }: StatsChartProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { number } = useFormats();
  const data = usePlotData(points, queue);
  const deepest = largest(points, ({ queueDepth }) => queueDepth) ?? 0;
  return (
    <TimeChart
      title={words.queue}
      summary={
        deepest === 0
          ? words.queueNone(words.windowPhrases[window])
          : words.queueSummary(words.windowPhrases[window], number(deepest))
      }
      data={data}
      value={number}
    />
  );
}

type Reading = (point: Point) => number | null;

interface Kind extends Omit<Series, 'label' | 'values'> {
  readonly label: 'ended' | 'failedCount' | 'p50Short' | 'p95Short' | 'waiting';
  readonly reading: Reading;
}

const throughput: readonly Kind[] = [
  { key: 'requests', label: 'ended', color: '--chart-1', shape: 'bars', reading: ({ requests }) => requests },
  { key: 'failed', label: 'failedCount', color: '--bad', shape: 'bars', reading: ({ failed }) => failed },
];

const latency: readonly Kind[] = [
  { key: 'p50', label: 'p50Short', color: '--chart-1', shape: 'line', reading: ({ p50Ms }) => p50Ms },
  { key: 'p95', label: 'p95Short', color: '--chart-2', shape: 'dashed', reading: ({ p95Ms }) => p95Ms },
];

const queue: readonly Kind[] = [
  {
    key: 'queue',
    label: 'waiting',
    color: '--chart-2',
    shape: 'bars',
    reading: ({ queueDepth }) => queueDepth,
  },
];

function usePlotData(points: StatsPoints | null, kinds: readonly Kind[]): PlotData | null {
  const words = useMessages(overviewMessages);
  return useMemo(() => {
    if (points === null) return null;
    const series = kinds.map(({ key, label, color, shape, reading }) => {
      return { key, label: words[label], color, shape, values: points.map(reading) };
    });
    const counts = kinds.every(({ shape }) => shape === 'bars');
    return { times: points.map(({ at }) => Date.parse(at) / 1000), series, counts };
  }, [points, kinds, words]);
}

function sum(points: StatsPoints | null, reading: (point: Point) => number): number {
  return (points ?? []).reduce((total, point) => total + reading(point), 0);
}

function largest(points: StatsPoints | null, reading: Reading): number | null {
  const values = (points ?? []).map(reading).filter((value) => value !== null);
  return values.length === 0 ? null : Math.max(...values);
}

function newest(points: StatsPoints | null, reading: Reading): number | null {
  return (points ?? []).map(reading).findLast((value) => value !== null) ?? null;
}
