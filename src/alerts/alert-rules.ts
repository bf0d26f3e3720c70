import type { AlertRuleRow } from '../storage/alert-rule-records.js';

/** Names of the rules, in the order in which they are listed. */
export const alertRuleNames = [
  'FAILURE_RATE',
  'P95_LATENCY',
  'QUEUE_SATURATION',
  'MEMORY_HEADROOM',
  'ENGINE_RESTARTS',
  'DISK_SPACE',
] as const;

export type AlertRuleName = (typeof alertRuleNames)[number];

export interface AlertRuleTraits {
  /** Whether a value is bad from the threshold up, or from it down. */
  readonly bad: 'above' | 'below';
  /**
   * Whether the value sums up the rule's last seconds: then it is bad as soon as it passes the threshold. Any other is the
   * value of this moment, and is bad when it has passed the threshold for all of these seconds.
   */
  readonly summedUp: boolean;
  /** Accepted thresholds, ends included. */
  readonly threshold: { readonly min: number; readonly max: number; readonly integer: boolean };
  readonly preset: Omit<AlertRuleRow, 'name'>;
}

const share = { min: 0.001, max: 1, integer: false };

export const alertRuleTraits: Readonly<Record<AlertRuleName, AlertRuleTraits>> = {
  /** Share of the requests that failed. */
  FAILURE_RATE: {
    bad: 'above',
    summedUp: true,
    threshold: share,
    preset: { threshold: 0.1, seconds: 60, severity: 'CRITICAL', enabled: true },
  },
  /** 95th percentile of the time from request to answer, milliseconds. */
  P95_LATENCY: {
    bad: 'above',
    summedUp: true,
    threshold: { min: 1, max: 3_600_000, integer: false },
    preset: { threshold: 10_000, seconds: 60, severity: 'WARNING', enabled: true },
  },
  /** Share of the queue's places that are taken. */
  QUEUE_SATURATION: {
    bad: 'above',
    summedUp: false,
    threshold: share,
    preset: { threshold: 0.9, seconds: 30, severity: 'WARNING', enabled: true },
  },
  /** Share of the device's memory, or of the engine's limit, that is free. */
  MEMORY_HEADROOM: {
    bad: 'below',
    summedUp: false,
    threshold: { min: 0, max: 0.9, integer: false },
    preset: { threshold: 0.05, seconds: 60, severity: 'WARNING', enabled: true },
  },
  /** How often an engine process was lost and replaced. */
  ENGINE_RESTARTS: {
    bad: 'above',
    summedUp: true,
    threshold: { min: 1, max: 1000, integer: true },
    preset: { threshold: 3, seconds: 300, severity: 'CRITICAL', enabled: true },
  },
  /** Free space of the disk with the data directory, MiB. */
  DISK_SPACE: {
    bad: 'below',
    summedUp: false,
    threshold: { min: 1, max: 1_000_000_000, integer: false },
    preset: { threshold: 1024, seconds: 10, severity: 'CRITICAL', enabled: true },
  },
};

/** Accepted values of a rule's `seconds`, ends included. */
export const alertSeconds = { min: 1, max: 86_400, integer: true } as const;

export function isAlertRuleName(name: string): name is AlertRuleName {
  return Object.hasOwn(alertRuleTraits, name);
}

/** How far a value must be on the good side of the threshold to count as good again. */
const margin = 0.1;

/** What a value means under a rule; between bad and good lies a margin that is neither. */
export function judge(name: AlertRuleName, threshold: number, value: number): 'bad' | 'good' | 'neither' {
  if (alertRuleTraits[name].bad === 'above') {
    if (value >= threshold) return 'bad';
    return value < threshold * (1 - margin) ? 'good' : 'neither';
  }
  if (value <= threshold) return 'bad';
  return value > threshold * (1 + margin) ? 'good' : 'neither';
}
