import { countedInEnglish } from '../../../i18n/messages.js';
import type { RuleWords } from '../rule-words.js';

const ruleWords: Readonly<Record<string, RuleWords>> = {
  FAILURE_RATE: {
    label: 'Failure rate',
    threshold: 'Failed requests from (%)',
    seconds: 'Of the last (seconds)',
  },
  P95_LATENCY: {
    label: '95th percentile of latency',
    threshold: 'Latency from (ms)',
    seconds: 'Of the last (seconds)',
  },
  QUEUE_SATURATION: {
    label: 'Queue saturation',
    threshold: 'Places taken from (%)',
    seconds: 'For so long (seconds)',
  },
  MEMORY_HEADROOM: {
    label: 'Memory headroom',
    threshold: 'Memory free at most (%)',
    seconds: 'For so long (seconds)',
  },
  ENGINE_RESTARTS: {
    label: 'Engine restarts',
    threshold: 'Engines lost from',
    seconds: 'In the last (seconds)',
  },
  DISK_SPACE: {
    label: 'Disk space',
    threshold: 'Space free at most (MiB)',
    seconds: 'For so long (seconds)',
  },
};

/** The words of the alerts; what is wrong comes from the server. */
export const en = {
  title: 'Alerts',
  lead: 'What is wrong with the service. Rules are evaluated every second while the active profile has monitoring.',
  open: 'Open',
  noneOpen: 'Nothing is wrong at this moment.',
  openCount: (count: number) => `${countedInEnglish(count, 'open alert', 'open alerts')}.`,
  toAlerts: 'To the alerts',
  raised: (message: string) => `New alert: ${message}`,
  past: 'Past',
  nonePast: 'There was no alert yet.',
  more: 'Show more',
  severities: { WARNING: 'Warning', CRITICAL: 'Critical' },
  raisedAt: (at: string) => `raised ${at}`,
  resolvedAt: (at: string) => `over ${at}`,
  acknowledgedAt: (at: string) => `seen ${at}`,
  acknowledge: 'Acknowledge',
  acknowledged: 'The alert is acknowledged.',
  rules: 'Rules',
  rulesText: 'When alerts are raised. One that is switched off raises none, and resolves the open one.',
  ruleWords,
  threshold: 'Threshold',
  seconds: 'Seconds',
  severity: 'Severity',
  enabled: 'On',
  save: 'Save',
  saving: 'Saving …',
  saved: (rule: string) => `The rule “${rule}” is saved.`,
  outOfRange: (min: string, max: string) => `From ${min} to ${max}.`,
};
