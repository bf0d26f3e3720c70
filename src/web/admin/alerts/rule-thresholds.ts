/** How the threshold of a rule is written: shares in percent. */
export interface ThresholdRule {
  readonly unit: 'PERCENT' | 'MILLISECONDS' | 'COUNT' | 'MEBIBYTES';
  /** Accepted values as the server takes them, ends included, as it has them in alerts/alert-rules. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

const share = { unit: 'PERCENT', min: 0.001, max: 1, integer: false } as const;

export const thresholdRules: Readonly<Record<string, ThresholdRule>> = {
  FAILURE_RATE: share,
  P95_LATENCY: { unit: 'MILLISECONDS', min: 1, max: 3_600_000, integer: false },
  QUEUE_SATURATION: share,
  MEMORY_HEADROOM: { unit: 'PERCENT', min: 0, max: 0.9, integer: false },
  ENGINE_RESTARTS: { unit: 'COUNT', min: 1, max: 1000, integer: true },
  DISK_SPACE: { unit: 'MEBIBYTES', min: 1, max: 1_000_000_000, integer: false },
};

export const secondsRule = { min: 1, max: 86_400, integer: true } as const;

/** As it is typed. */
export function thresholdText(rule: ThresholdRule, threshold: number): string {
  return String(rule.unit === 'PERCENT' ? rounded(threshold * 100) : threshold);
}

/** The ends of what may be typed. */
export function thresholdRange(rule: ThresholdRule): { min: number; max: number; integer: boolean } {
  const factor = rule.unit === 'PERCENT' ? 100 : 1;
  return { min: rounded(rule.min * factor), max: rounded(rule.max * factor), integer: rule.integer };
}

/** What was typed, as the server takes it; null where it would not. */
export function readThreshold(rule: ThresholdRule, text: string): number | null {
  const typed = readNumber(text, thresholdRange(rule));
  return typed === null || rule.unit !== 'PERCENT' ? typed : rounded(typed / 100);
}

export function readNumber(
  text: string,
  { min, max, integer }: { readonly min: number; readonly max: number; readonly integer: boolean },
): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return value >= min && value <= max && (!integer || Number.isInteger(value)) ? value : null;
}

/** Without what binary fractions add: 7 %, not 7.000000000000001 %. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
