import type { AlertRuleRow } from '../../storage/alert-rule-records.js';
import { builder } from '../builder.js';
import { SeverityType } from './severity.js';

const thresholds =
  'FAILURE_RATE: share of the requests, 0 to 1. P95_LATENCY: milliseconds. QUEUE_SATURATION: share of the places that are taken. MEMORY_HEADROOM: share of the memory that is free. ENGINE_RESTARTS: how many. DISK_SPACE: MiB that are free.';
const seconds =
  'A rate, percentile or count is that of so many last seconds; anything else must be bad for so long before an alert is raised. Every alert is resolved when it has been good for so long.';

export const AlertRuleType = builder.objectRef<AlertRuleRow>('AlertRule').implement({
  description: 'When alerts of one kind are raised.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What is watched.' }),
    threshold: t.exposeFloat('threshold', { description: `From where on it is bad. ${thresholds}` }),
    seconds: t.exposeInt('seconds', { description: seconds }),
    severity: t.expose('severity', { type: SeverityType, description: 'How bad its alerts are.' }),
    enabled: t.exposeBoolean('enabled', {
      description: 'Whether it raises alerts; an open one is resolved when it no longer does.',
    }),
  }),
});

export const AlertRuleInputType = builder.inputType('AlertRuleInput', {
  description: 'Changes of an alert rule. What is absent stays as it is; nothing may be null.',
  fields: (t) => ({
    threshold: t.float({ description: `From where on it is bad. ${thresholds}` }),
    seconds: t.int({ description: seconds }),
    severity: t.field({ type: SeverityType, description: 'How bad its alerts are.' }),
    enabled: t.boolean({ description: 'Whether it raises alerts.' }),
  }),
});
