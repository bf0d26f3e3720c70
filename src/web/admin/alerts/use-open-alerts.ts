import { useEffect } from 'react';
import { useQuery } from 'urql';
import { usePageServices } from '../../api/page-services.js';
import { requestErrorOf, type RequestError } from '../../api/request-error.js';
import { useLive } from '../../api/use-live.js';
import {
  PageAlertRaisedDocument,
  PageOpenAlertsDocument,
  type PageAlertFragment,
} from '../../generated/graphql.js';
import { useValue } from '../../preferences/value.js';

/** Nothing tells of alerts that are over. */
const everyMs = 10_000;

export interface OpenAlerts {
  /** Null while they are on their way. */
  readonly alerts: readonly PageAlertFragment[] | null;
  readonly error: RequestError | null;
  /** The last that was raised since the page looks; null: none. */
  readonly raised: PageAlertFragment | null;
  readonly again: () => void;
}

/** The alerts that are open, as they come and go. */
export function useOpenAlerts(): OpenAlerts {
  const connection = useValue(usePageServices().live.state);
  const raised = useLive(PageAlertRaisedDocument, {}).data?.alertRaised ?? null;
  const [{ data, error }, ask] = useQuery({
    query: PageOpenAlertsDocument,
    requestPolicy: 'cache-and-network',
  });
  useEffect(() => {
    // While nothing was heard, something may have happened.
    if (raised !== null || connection === 'connected') ask({ requestPolicy: 'network-only' });
  }, [raised, connection, ask]);
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) ask({ requestPolicy: 'network-only' });
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [ask]);
  return {
    alerts: data?.alerts.edges.map(({ node }) => node) ?? null,
    error: error === undefined ? null : requestErrorOf(error),
    raised,
    again: () => {
      ask({ requestPolicy: 'network-only' });
    },
  };
}
