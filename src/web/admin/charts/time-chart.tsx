import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useFormats } from '../../i18n/formats.js';
import { useLanguage, useMessages } from '../../i18n/messages.js';
import { Skeleton } from '../../components/skeleton.js';
import { chartsMessages } from './messages/tables.js';
import { aligned, createPlot, type PlotData, type Series } from './plot.js';
import { useThemeVersion } from './theme-colors.js';
import { timeLabels } from './time-axis.js';

export interface TimeChartProps {
  readonly title: string;
  /** What the drawing shows, in a sentence. */
  readonly summary: string;
  /** Null while it is on its way. */
  readonly data: PlotData | null;
  readonly value: (value: number) => string;
}

/** A drawing over time: with its sentence, its values where one points, and all of them as a table. */
export function TimeChart({ title, summary, data, value }: TimeChartProps): ReactNode {
  const id = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        {title}
      </h2>
      <p className="chart-summary">{data === null ? <Skeleton width="16rem" height="1.25rem" /> : summary}</p>
      {data === null ? (
        <Skeleton width="100%" height="13.25rem" />
      ) : (
        <>
          <Legend data={data} pointed={pointed} value={value} />
          <Canvas data={data} value={value} onPoint={setPointed} />
          <Values title={title} data={data} value={value} />
        </>
      )}
    </section>
  );
}

interface PartProps {
  readonly data: PlotData;
  readonly value: (value: number) => string;
}

function Legend({ data, pointed, value }: PartProps & { readonly pointed: number | null }): ReactNode {
  const timeOf = useTimeOf(data);
  const at = pointed === null ? undefined : data.times[pointed];
  return (
    <ul className="chart-legend">
      {data.series.map((series) => (
        <li key={series.key}>
          <Swatch series={series} />
          {series.label}
          {pointed !== null && (
            <strong className="numeric">{written(series.values[pointed] ?? null, value)}</strong>
          )}
        </li>
      ))}
      {at !== undefined && <li className="numeric">{timeOf(at)}</li>}
    </ul>
  );
}

function Swatch({ series: { color, shape } }: { readonly series: Series }): ReactNode {
  return <span className={`swatch swatch-${shape}`} style={{ color: `var(${color})` }} aria-hidden="true" />;
}

interface CanvasProps extends PartProps {
  readonly onPoint: (index: number | null) => void;
}

/** The same as the table, for eyes. */
function Canvas({ data, value, onPoint }: CanvasProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ data, value, onPoint });
  const language = useLanguage();
  const theme = useThemeVersion();
  const span = spanOf(data);
  const shape = data.series.map(({ key, label }) => `${key} ${label}`).join();
  useEffect(() => {
    latest.current = { data, value, onPoint };
    plot.current?.setData(aligned(data));
  }, [data, value, onPoint]);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const drawn = createPlot(element, latest.current.data, {
      time: timeLabels(language, span),
      value: (number) => latest.current.value(number),
      onPoint: (index) => {
        latest.current.onPoint(index);
      },
    });
    plot.current = drawn;
    const resized = new ResizeObserver(() => {
      drawn.setSize({ width: element.clientWidth, height: drawn.height });
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
      plot.current = null;
      drawn.destroy();
    };
  }, [language, theme, span, shape]);
  return <div className="chart-canvas" ref={place} aria-hidden="true" />;
}

function Values({ title, data, value }: PartProps & { readonly title: string }): ReactNode {
  const words = useMessages(chartsMessages);
  const timeOf = useTimeOf(data);
  const [open, setOpen] = useState(false);
  const rows = useMemo(() => filledRows(data), [data]);
  return (
    <details
      className="chart-values"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>{words.asTable}</summary>
      {open && (
        <div className="table-scroll" role="group" tabIndex={0} aria-label={words.tableOf(title)}>
          <table className="table">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.time}</th>
                {data.series.map(({ key, label }) => (
                  <th key={key} scope="col" className="number">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((index) => (
                <tr key={data.times[index]}>
                  <th scope="row">{timeOf(data.times[index] ?? 0)}</th>
                  {data.series.map(({ key, values }) => (
                    <td key={key} className="number">
                      {written(values[index] ?? null, value)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {rows.length === 0 && <p className="soft">{words.nothing}</p>}
        </div>
      )}
    </details>
  );
}

/** Seconds from one end to the other. */
function spanOf({ times }: PlotData): number {
  return (times.at(-1) ?? 0) - (times[0] ?? 0);
}

/** Writes a time as the axis does, with its day where there are several. */
function useTimeOf(data: PlotData): (at: number) => string {
  const language = useLanguage();
  const { dateTime } = useFormats();
  const span = spanOf(data);
  return span > 80_000 ? (at) => dateTime(at * 1000) : timeLabels(language, span);
}

/** The times at which something happened, the newest first. */
function filledRows({ times, series }: PlotData): number[] {
  const rows = times.map((_, index) => index);
  return rows.filter((index) => series.some(({ values }) => (values[index] ?? 0) !== 0)).reverse();
}

function written(value: number | null, format: (value: number) => string): string {
  return value === null ? '–' : format(value);
}
