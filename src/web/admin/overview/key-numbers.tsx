import type { ReactNode } from 'react';
import { Skeleton } from '../../components/skeleton.js';
import type { PageStatsFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { overviewMessages } from './messages/tables.js';

interface KeyNumber {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

/** The numbers that are looked at first. */
export function KeyNumbers({ stats }: { readonly stats: PageStatsFragment | null }): ReactNode {
  const numbers = useKeyNumbers(stats);
  return (
    <dl className="key-numbers">
      {numbers.map(({ label, value, detail }) => (
        <div key={label} className="card key-number">
          <dt>{label}</dt>
          <dd>
            <span className="key-number-value numeric">
              {stats === null ? <Skeleton width="5rem" height="2rem" /> : value}
            </span>
            <span className="key-number-detail numeric">{stats === null ? '\u00a0' : detail}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function useKeyNumbers(stats: PageStatsFragment | null): readonly KeyNumber[] {
  const words = useMessages(overviewMessages);
  const { number, percent, duration } = useFormats();
  const latency = (milliseconds = 0): string =>
    stats === null || stats.succeeded === 0 ? '–' : duration(milliseconds);
  return [
    {
      label: words.captions,
      value: number(stats?.succeeded ?? 0),
      detail: words.perSecond(number(stats?.captionsPerSecond ?? 0, 2)),
    },
    {
      label: words.p50,
      value: latency(stats?.latency.p50Ms),
      detail: words.average(latency(stats?.latency.averageMs)),
    },
    {
      label: words.p95,
      value: latency(stats?.latency.p95Ms),
      detail: words.p99(latency(stats?.latency.p99Ms)),
    },
    {
      label: words.waitingNow,
      value: number(stats?.queueDepth ?? 0),
      detail: words.inFlight(number(stats?.inFlight ?? 0)),
    },
    {
      label: words.failedCount,
      value: number(stats?.failed ?? 0),
      detail: words.successRate(percent(stats?.successRate ?? 1)),
    },
    {
      label: words.batchSize,
      value: stats === null || stats.batches === 0 ? '–' : number(stats.averageBatchSize, 1),
      detail: words.runs(stats?.batches ?? 0),
    },
  ];
}
