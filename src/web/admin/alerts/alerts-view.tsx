import { useId, type ReactNode } from 'react';
import { Notice } from '../../components/notice.js';
import { Skeleton } from '../../components/skeleton.js';
import { useMessages } from '../../i18n/messages.js';
import { View } from '../../shell/view.js';
import { AdminError } from '../admin-gate.js';
import { AlertRow } from './alert-row.js';
import { AlertRules } from './alert-rules.js';
import { alertsMessages } from './messages/tables.js';
import { PastAlerts } from './past-alerts.js';
import { useOpenAlerts } from './use-open-alerts.js';
import './alerts.css';

/** What is wrong now, what was, and when that is said. */
export function AlertsView(): ReactNode {
  const words = useMessages(alertsMessages);
  const { alerts, error, raised, again } = useOpenAlerts();
  const openIds = alerts?.map(({ id }) => id).join() ?? '';
  return (
    <View title={words.title} lead={words.lead}>
      <div className="alerts">
        {error !== null && <AdminError error={error} onRetry={again} />}
        <Section title={words.open}>
          <p className="visually-hidden" role="status">
            {raised !== null && words.raised(raised.message)}
          </p>
          {alerts === null && error === null && <Skeleton width="100%" height="4rem" />}
          {alerts?.length === 0 && <Notice tone="good">{words.noneOpen}</Notice>}
          {alerts !== null && alerts.length > 0 && (
            <ul className="card alert-list">
              {alerts.map((alert) => (
                <AlertRow key={alert.id} alert={alert} onChanged={again} />
              ))}
            </ul>
          )}
        </Section>
        <Section title={words.rules} text={words.rulesText}>
          <AlertRules />
        </Section>
        <Section title={words.past}>
          <PastAlerts openIds={openIds} />
        </Section>
      </div>
    </View>
  );
}

interface SectionProps {
  readonly title: string;
  readonly text?: string;
  readonly children: ReactNode;
}

function Section({ title, text, children }: SectionProps): ReactNode {
  const id = useId();
  return (
    <section className="alert-section" aria-labelledby={id}>
      <h2 id={id} className="section-title">
        {title}
      </h2>
      {text !== undefined && <p className="soft">{text}</p>}
      {children}
    </section>
  );
}
