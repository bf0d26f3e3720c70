import uPlot from 'uplot';
import { themeColor } from './theme-colors.js';

/** A line or a row of bars over time. */
export interface Series {
  readonly key: string;
  readonly label: string;
  /** Custom property of the theme. */
  readonly color: string;
  readonly shape: 'line' | 'dashed' | 'bars';
  /** One for each time; null where there is nothing to draw. */
  readonly values: readonly (number | null)[];
}

export interface PlotData {
  /** When each part of time began, seconds since 1970. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  /** Whether the values are whole numbers. */
  readonly counts: boolean;
}

export interface PlotOptions {
  readonly time: (at: number) => string;
  readonly value: (value: number) => string;
  /** Told which time is pointed at; null: none. */
  readonly onPoint: (index: number | null) => void;
}

const height = 190;
/** Between two labels of an axis of counts. */
const wholeSteps = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].flatMap((power) => [
  power,
  2 * power,
  5 * power,
]);
const font = '12px system-ui, sans-serif';

/** Draws on a canvas inside `place`, as wide as that is; its colours are those that the theme has now. */
export function createPlot(place: HTMLElement, data: PlotData, options: PlotOptions): uPlot {
  const color = (property: string): string => themeColor(place, property);
  const axis: uPlot.Axis = {
    stroke: color('--text-soft'),
    font,
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  return new uPlot(
    {
      width: place.clientWidth,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { range: (_plot, from, to) => [from, to + partOf(data)] },
        y: { range: (_plot, _low, high) => [0, roomAbove(high)] },
      },
      axes: [
        { ...axis, grid: { show: false }, size: 30, space: 70, values: (_plot, at) => at.map(options.time) },
        {
          ...axis,
          size: 58,
          space: 36,
          ...(data.counts ? { incrs: wholeSteps } : {}),
          values: (_plot, values) => values.map(options.value),
        },
      ],
      series: [{}, ...data.series.map((series) => drawn(series, color(series.color)))],
      hooks: {
        setCursor: [
          ({ cursor }) => {
            options.onPoint(cursor.idx ?? null);
          },
        ],
      },
    },
    aligned(data),
    place,
  );
}

export function aligned({ times, series }: PlotData): uPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => [...values])];
}

/** The last part of time has a length too, seconds. */
function partOf({ times }: PlotData): number {
  return (times[1] ?? 1) - (times[0] ?? 0);
}

/** Where everything is zero the axis still goes to one. */
function roomAbove(high: number | null): number {
  return high === null || !(high > 0) ? 1 : high * 1.12;
}

function drawn({ shape, label }: Series, stroke: string): uPlot.Series {
  if (shape === 'bars') {
    const paths = uPlot.paths.bars?.({ size: [0.8, 40], align: 1 });
    return { label, stroke, fill: stroke, width: 0, points: { show: false }, ...(paths ? { paths } : {}) };
  }
  return {
    label,
    stroke,
    width: 2,
    points: { show: true, size: 5, fill: stroke },
    ...(shape === 'dashed' ? { dash: [6, 4] } : {}),
  };
}
