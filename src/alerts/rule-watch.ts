import type { AlertRuleRow } from '../storage/alert-rule-records.js';
import { alertRuleTraits, judge, type AlertRuleName } from './alert-rules.js';

/**
 * Watches one rule over time. A value must be bad for the rule's seconds before an alert is raised, and good for as long, with
 * a margin, before it is resolved: one that swings around the threshold raises one alert and not many.
 */
export class RuleWatch {
  #badSince: number | null = null;
  #goodSince: number | null = null;

  constructor(private readonly name: AlertRuleName) {}

  /**
   * @param value null: not known, which counts as good
   * @param open whether an alert of this rule is open
   * @param now milliseconds of a clock that never goes back
   */
  observe(
    { threshold, seconds }: AlertRuleRow,
    value: number | null,
    open: boolean,
    now: number,
  ): 'raise' | 'resolve' | null {
    const verdict = value === null ? 'good' : judge(this.name, threshold, value);
    this.#badSince = verdict === 'bad' ? (this.#badSince ?? now) : null;
    this.#goodSince = verdict === 'good' ? (this.#goodSince ?? now) : null;
    const holdMs = seconds * 1000;
    const raiseAfterMs = alertRuleTraits[this.name].summedUp ? 0 : holdMs;
    if (!open) return this.#badSince !== null && now - this.#badSince >= raiseAfterMs ? 'raise' : null;
    return this.#goodSince !== null && now - this.#goodSince >= holdMs ? 'resolve' : null;
  }

  /** What was seen so far counts no more. */
  reset(): void {
    this.#badSince = null;
    this.#goodSince = null;
  }
}
