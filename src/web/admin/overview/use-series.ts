import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { requestErrorOf, type RequestError } from '../../api/request-error.js';
import {
  PageStatsSeriesDocument,
  type PageStatsFragment,
  type PageStatsSeriesQuery,
  type StatsWindow,
} from '../../generated/graphql.js';
import { paceOf } from './windows.js';

export type StatsPoints = PageStatsSeriesQuery['statsSeries'];

export interface SeriesState {
  /** Null before the first answer. */
  readonly points: StatsPoints | null;
  readonly error: RequestError | null;
}

/** The points of a window; asked for again when the live numbers say that something happened, though not more often than its pace. */
export function useSeries(window: StatsWindow, stats: PageStatsFragment | null): SeriesState {
  const [{ data, error }, ask] = useQuery({
    query: PageStatsSeriesDocument,
    variables: { window },
    requestPolicy: 'cache-and-network',
  });
  const asked = useRef({ at: 0, counts: '' });
  useEffect(() => {
    asked.current = { at: Date.now(), counts: '' };
  }, [window]);
  useEffect(() => {
    if (stats === null) return;
    const counts = `${stats.totalRequests} ${stats.refused} ${stats.batches} ${stats.queueDepth}`;
    const { at, counts: before } = asked.current;
    if (counts === before || Date.now() - at < paceOf[window]) return;
    asked.current = { at: Date.now(), counts };
    ask({ requestPolicy: 'network-only' });
  }, [stats, window, ask]);
  return {
    points: data?.statsSeries ?? null,
    error: error === undefined ? null : requestErrorOf(error),
  };
}
