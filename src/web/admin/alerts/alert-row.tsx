import { useRef, type ReactNode } from 'react';
import { Badge } from '../../components/badge.js';
import { Button } from '../../components/button.js';
import {
  PageAcknowledgeAlertDocument,
  type PageAlertFragment,
  type Severity,
} from '../../generated/graphql.js';
import { useFormats } from '../../i18n/formats.js';
import { useMessages } from '../../i18n/messages.js';
import { useChange } from '../use-change.js';
import { alertsMessages } from './messages/tables.js';
import { ruleWords } from './rule-words.js';

export interface AlertRowProps {
  readonly alert: PageAlertFragment;
  readonly onChanged: () => void;
}

/** An alert, and whether somebody has seen it. */
export function AlertRow({ alert, onChanged }: AlertRowProps): ReactNode {
  const words = useMessages(alertsMessages);
  const { dateTime } = useFormats();
  const { waiting, send } = useChange(PageAcknowledgeAlertDocument);
  const { id, rule, severity, message, raisedAt, resolvedAt, acknowledgedAt } = alert;
  const label = ruleWords(words, rule).label;
  const heading = useRef<HTMLHeadingElement>(null);
  const acknowledge = async (): Promise<void> => {
    const { error } = await send({ id }, words.acknowledged);
    if (error !== null) return;
    heading.current?.focus();
    onChanged();
  };
  return (
    <li className="alert-row">
      <SeverityBadge severity={severity} />
      <div className="alert-text">
        <h3 className="alert-name" ref={heading} tabIndex={-1}>
          {label}
        </h3>
        <p>{message}</p>
        <p className="soft">
          {words.raisedAt(dateTime(raisedAt))}
          {resolvedAt !== null && ` · ${words.resolvedAt(dateTime(resolvedAt))}`}
          {acknowledgedAt !== null && ` · ${words.acknowledgedAt(dateTime(acknowledgedAt))}`}
        </p>
      </div>
      {acknowledgedAt === null && (
        <Button
          icon="check"
          waiting={waiting}
          aria-label={`${words.acknowledge}: ${label}`}
          onClick={() => void acknowledge()}
        >
          {words.acknowledge}
        </Button>
      )}
    </li>
  );
}

export function SeverityBadge({ severity }: { readonly severity: Severity }): ReactNode {
  const words = useMessages(alertsMessages);
  return (
    <Badge tone={severity === 'CRITICAL' ? 'bad' : 'warning'} icon="alert">
      {words.severities[severity]}
    </Badge>
  );
}
