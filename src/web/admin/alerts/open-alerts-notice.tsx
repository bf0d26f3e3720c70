import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Notice } from '../../components/notice.js';
import { useMessages } from '../../i18n/messages.js';
import { alertsMessages } from './messages/tables.js';
import { useOpenAlerts } from './use-open-alerts.js';

/** Says that something is wrong now; nothing while all is well. */
export function OpenAlertsNotice(): ReactNode {
  const words = useMessages(alertsMessages);
  const { alerts } = useOpenAlerts();
  const [first] = alerts ?? [];
  if (alerts === null || first === undefined) return null;
  const critical = alerts.some(({ severity }) => severity === 'CRITICAL');
  return (
    <Notice
      tone={critical ? 'bad' : 'warning'}
      action={
        <Link className="button button-plain" href="/admin/alerts">
          {words.toAlerts}
        </Link>
      }
    >
      <strong>{words.openCount(alerts.length)}</strong> {first.message}
    </Notice>
  );
}
