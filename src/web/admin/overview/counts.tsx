import type { ReactNode } from 'react';
import type { PageStatsFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { BarTable } from '../charts/bar-table.js';
import { overviewMessages } from './messages/tables.js';

interface CountsProps {
  readonly stats: PageStatsFragment | null;
}

/** How many runs had each size. */
export function BatchSizes({ stats }: CountsProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { number } = useFormats();
  return (
    <BarTable
      title={words.batchSizes}
      heads={[words.pictures, words.runsHead]}
      bars={(stats?.batchSizes ?? []).map(({ size, count }) => ({
        key: String(size),
        label: number(size),
        count,
      }))}
      number={number}
      tone="accent"
      empty={words.noRuns}
    />
  );
}

/** What went wrong, and how often. */
export function Failures({ stats }: CountsProps): ReactNode {
  const words = useMessages(overviewMessages);
  const { number } = useFormats();
  return (
    <BarTable
      title={words.failures}
      heads={[words.reason, words.count]}
      bars={(stats?.failuresByCode ?? []).map(({ code, count }) => ({
        key: code,
        label: (
          <>
            {words.codes[code]} <code className="soft">{code}</code>
          </>
        ),
        count,
      }))}
      number={number}
      tone="bad"
      empty={words.noFailures}
    />
  );
}
