import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { requestErrorOf } from '../api/request-error.js';
import { ErrorNotice } from '../components/notice.js';
import { Skeleton } from '../components/skeleton.js';
import { PageRuntimeDocument, type PageRuntimeQuery } from '../generated/graphql.js';
import { useMessages } from '../i18n/messages.js';
import { View } from '../shell/view.js';
import { adminMessages } from './messages/tables.js';
import './admin.css';

/** What the server runs on. */
export default function AdminView(): ReactNode {
  const words = useMessages(adminMessages);
  const [{ data, error }, again] = useQuery({ query: PageRuntimeDocument });
  return (
    <View title={words.title} lead={words.lead}>
      {error !== undefined && <ErrorNotice error={requestErrorOf(error)} onRetry={again} />}
      {error === undefined && <RuntimeFacts runtime={data?.runtime ?? null} />}
    </View>
  );
}

function RuntimeFacts({ runtime }: { readonly runtime: PageRuntimeQuery['runtime'] | null }): ReactNode {
  const words = useMessages(adminMessages);
  const facts = [
    [words.model, runtime?.model],
    [words.profile, runtime?.profile],
    [words.device, runtime?.device],
    [words.provider, runtime?.provider],
    [words.precision, runtime?.precision],
    [words.version, runtime?.version],
  ] as const;
  return (
    <dl className="card runtime-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{runtime === null ? <Skeleton width="8rem" height="1.5rem" /> : (value ?? '–')}</dd>
        </div>
      ))}
    </dl>
  );
}
