import { useState, type ReactNode } from 'react';
import { useLive } from '../../api/use-live.js';
import {
  PageWatchRuntimeDocument,
  PageWatchStatsDocument,
  type StatsWindow,
} from '../../generated/graphql.js';
import { useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { OpenAlertsNotice } from '../alerts/open-alerts-notice.js';
import { BatchSizes, Failures } from './counts.js';
import { EngineCard } from './engine-card.js';
import { EnginesTable } from './engines-table.js';
import { KeyNumbers } from './key-numbers.js';
import { LatencyTable } from './latency-table.js';
import { overviewMessages } from './messages/tables.js';
import { LatencyChart, QueueChart, ThroughputChart } from './stats-charts.js';
import { useSeries } from './use-series.js';
import { WindowSwitch } from './window-switch.js';
import './overview.css';

/** How the service does, live, and what it runs on. */
export function OverviewView(): ReactNode {
  const words = useMessages(overviewMessages);
  const [attempt, setAttempt] = useState(0);
  return (
    <View title={words.title} lead={words.lead}>
      <Overview
        key={attempt}
        onRetry={() => {
          setAttempt(attempt + 1);
        }}
      />
    </View>
  );
}

/** @param props.onRetry begins anew: what was watched and failed is over */
function Overview({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const [window, setWindow] = useState<StatsWindow>('FIVE_MINUTES');
  const runtime = useLive(PageWatchRuntimeDocument, {});
  const live = useLive(PageWatchStatsDocument, { window });
  const stats = live.data?.stats ?? null;
  const { points, error } = useSeries(window, stats);
  const failure = runtime.error ?? live.error ?? error;
  const chart = { window, points };
  return (
    <div className="overview">
      {failure !== null && <AdminError error={failure} onRetry={onRetry} />}
      <OpenAlertsNotice />
      <EngineCard runtime={runtime.data?.runtime ?? null} />
      <WindowSwitch window={window} onChange={setWindow} />
      <KeyNumbers stats={stats} />
      <div className="overview-charts">
        <ThroughputChart {...chart} />
        <LatencyChart {...chart} />
        <QueueChart {...chart} />
        <BatchSizes stats={stats} />
      </div>
      <LatencyTable stats={stats} />
      <Failures stats={stats} />
      <EnginesTable runtime={runtime.data?.runtime ?? null} />
    </div>
  );
}
