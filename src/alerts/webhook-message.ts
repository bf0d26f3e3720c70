import { randomUUID } from 'node:crypto';
import type { AlertRow } from '../storage/alert-records.js';
import type { NewDelivery } from '../storage/webhook-delivery-records.js';
import { alertMessage } from './alert-message.js';

/**
 * The message that an alert was raised or, once it has been, resolved.
 *
 * @param globalId the id that clients know it by
 */
export function webhookMessage(alert: AlertRow, globalId: string, now: Date): NewDelivery {
  const { rule, severity, value, threshold, seconds, raisedAt, resolvedAt } = alert;
  const body = {
    type: resolvedAt === null ? 'alert.raised' : 'alert.resolved',
    timestamp: (resolvedAt ?? raisedAt).toISOString(),
    data: {
      id: globalId,
      rule,
      severity,
      message: alertMessage(alert).en,
      value,
      threshold,
      seconds,
      raisedAt: raisedAt.toISOString(),
      resolvedAt: resolvedAt?.toISOString() ?? null,
    },
  };
  return {
    messageId: `msg_${randomUUID().replaceAll('-', '')}`,
    alertId: alert.id,
    body: JSON.stringify(body),
    createdAt: now,
    nextAttemptAt: now,
  };
}
