import { useId, type ReactNode } from 'react';
import type { PageStatsFragment } from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { overviewMessages } from './messages/tables.js';

const parts = ['latency', 'queueTime', 'preprocessTime', 'inferenceTime'] as const;
const measures = ['averageMs', 'p50Ms', 'p95Ms', 'p99Ms', 'maxMs'] as const;

/** Where the time of captions went. */
export function LatencyTable({ stats }: { readonly stats: PageStatsFragment | null }): ReactNode {
  const words = useMessages(overviewMessages);
  const { duration } = useFormats();
  const id = useId();
  const none = stats === null || stats.succeeded === 0;
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        {words.times}
      </h2>
      <div className="table-scroll" role="group" tabIndex={0} aria-labelledby={id}>
        <table className="table" aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{words.part}</th>
              {measures.map((measure) => (
                <th key={measure} scope="col" className="number">
                  {words.measures[measure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr key={part}>
                <th scope="row">{words.timeParts[part]}</th>
                {measures.map((measure) => (
                  <td key={measure} className="number">
                    {none ? '–' : duration(stats[part][measure])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
