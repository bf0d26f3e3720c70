import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { requestErrorOf } from '../../api/request-error.js';
import { Button } from '../../components/button.js';
import { Skeleton } from '../../components/skeleton.js';
import { PagePastAlertsDocument } from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { AdminError } from '../admin-gate.js';
import { AlertRow } from './alert-row.js';
import { alertsMessages } from './messages/tables.js';

/** The alerts that are over, newest first. @param openIds those that are not: when they change, one may be over */
export function PastAlerts({ openIds }: { readonly openIds: string }): ReactNode {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  return (
    <div className="card">
      {cursors.map((cursor, index) => (
        <Page
          key={cursor ?? ''}
          after={cursor}
          openIds={openIds}
          last={index === cursors.length - 1}
          onMore={(next) => {
            setCursors([...cursors, next]);
          }}
        />
      ))}
    </div>
  );
}

interface PageProps {
  readonly after: string | null;
  readonly openIds: string;
  readonly last: boolean;
  readonly onMore: (cursor: string) => void;
}

function Page({ after, openIds, last, onMore }: PageProps): ReactNode {
  const words = useMessages(alertsMessages);
  const [{ data, error }, ask] = useQuery({
    query: PagePastAlertsDocument,
    variables: { after },
    requestPolicy: 'cache-and-network',
  });
  const again = (): void => {
    ask({ requestPolicy: 'network-only' });
  };
  useEffect(() => {
    ask({ requestPolicy: 'network-only' });
  }, [openIds, ask]);
  if (error !== undefined) return <AdminError error={requestErrorOf(error)} onRetry={again} />;
  if (data === undefined) return <Skeleton width="100%" height="4rem" />;
  const { edges, pageInfo } = data.alerts;
  if (edges.length === 0 && after === null) return <p className="alert-none soft">{words.nonePast}</p>;
  return (
    <>
      <ul className="alert-list">
        {edges.map(({ node }) => (
          <AlertRow key={node.id} alert={node} onChanged={again} />
        ))}
      </ul>
      {last && pageInfo.hasNextPage && (
        <div className="alert-more">
          <Button
            onClick={() => {
              onMore(pageInfo.endCursor ?? '');
            }}
          >
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}
