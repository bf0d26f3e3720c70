import { builder } from '../builder.js';
import { stoppable } from '../subscriptions/stoppable.js';
import { AlertType } from './alert.js';

builder.subscriptionField('alertRaised', (t) =>
  t.field({
    type: AlertType,
    authScopes: { admin: true },
    description:
      'Each alert when it is raised. Those that are open already are told by `alerts(open: true)`.',
    subscribe: (_root, _args, { alerts, signal: gone }) => stoppable((signal) => alerts.raised(signal), gone),
    resolve: (alert) => alert,
  }),
);
