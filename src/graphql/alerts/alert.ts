import { alertMessage } from '../../alerts/alert-message.js';
import type { AlertRow } from '../../storage/alert-records.js';
import { builder } from '../builder.js';
import { parseRowId } from '../node-id.js';
import '../scalars/date-time.js';
import { SeverityType } from './severity.js';

export const AlertType = builder.loadableNodeRef('Alert', {
  id: { resolve: (alert: AlertRow) => alert.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { alertRecords }) => alertRecords.byIds(ids),
  toKey: (alert) => alert.id,
  sort: true,
});

AlertType.implement({
  description: 'Something that was wrong with the service for a while, or still is.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'Name of the rule that raised it.' }),
    severity: t.expose('severity', {
      type: SeverityType,
      description: 'How bad it is, as the rule said when it was raised.',
    }),
    message: t.string({
      description: 'What is wrong and what to do about it, in the language of the client.',
      resolve: (alert, _args, { language }) => alertMessage(alert)[language],
    }),
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'When it was raised.' }),
    resolvedAt: t.expose('resolvedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was over; null while it is open.',
    }),
    acknowledgedAt: t.expose('acknowledgedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody first said to have seen it; null before.',
    }),
  }),
});
