import { builder } from '../builder.js';
import { rowIdOf } from '../node-id.js';
import { AlertType } from './alert.js';
import { AlertRuleInputType, AlertRuleType } from './alert-rule.js';

builder.mutationField('acknowledgeAlert', (t) =>
  t.field({
    type: AlertType,
    authScopes: { admin: true },
    description: 'Says that somebody has seen an alert; the first time counts. NOT_FOUND for an unknown id.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: (_root, { id }, { alerts }) => alerts.acknowledge(rowIdOf('Alert', id) ?? 0),
  }),
);

builder.mutationField('updateAlertRule', (t) =>
  t.field({
    type: AlertRuleType,
    authScopes: { admin: true },
    description:
      'Changes an alert rule. NOT_FOUND for an unknown name, INVALID_INPUT for a value out of range.',
    args: {
      name: t.arg.string({ required: true, description: 'Its name.' }),
      input: t.arg({ type: AlertRuleInputType, required: true, description: 'What to change.' }),
    },
    resolve: (_root, { name, input }, { alerts }) => alerts.updateRule(name, input),
  }),
);
