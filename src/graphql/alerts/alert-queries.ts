import { builder } from '../builder.js';
import { pageRequest, toConnection } from '../connection/page.js';
import { AlertType } from './alert.js';
import { AlertRuleType } from './alert-rule.js';

builder.queryField('alerts', (t) =>
  t.connection(
    {
      type: AlertType,
      authScopes: { admin: true },
      description: 'All alerts, newest first, 20 by default.',
      args: {
        open: t.arg.boolean({
          description: 'True: only those that are open; false: only those that are not.',
        }),
      },
      resolve: async (_root, { open, ...args }, { alertRecords }) =>
        toConnection(await alertRecords.page(pageRequest(args, 'Alert'), open ?? null), 'Alert'),
    },
    { name: 'AlertConnection', description: 'A page of alerts.' },
    { name: 'AlertEdge', description: 'An alert at its place in the list.' },
  ),
);

builder.queryField('alertRules', (t) =>
  t.field({
    type: [AlertRuleType],
    authScopes: { admin: true },
    description:
      'When alerts are raised. They are evaluated every second while the active profile has `monitoring`.',
    resolve: (_root, _args, { alerts }) => alerts.rules(),
  }),
);
