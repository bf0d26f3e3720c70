import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { unknownAlertRule } from '../messages/about-alerts.js';
import { outOfRange } from '../messages/about-options.js';
import { notNullable } from '../messages/about-profiles.js';
import type { AlertRuleRecords, AlertRuleRow } from '../storage/alert-rule-records.js';
import {
  alertRuleNames,
  alertRuleTraits,
  alertSeconds,
  isAlertRuleName,
  type AlertRuleName,
} from './alert-rules.js';

/** Changes as a request gives them: what is absent stays; null is refused, since nothing of a rule may be null. */
export type AlertRuleChanges = {
  readonly [Field in keyof Omit<AlertRuleRow, 'name'>]?: AlertRuleRow[Field] | null | undefined;
};

export type KnownRule = AlertRuleRow & { readonly name: AlertRuleName };

/** The rules as they are stored, read once: one server owns the database, and changes them only through here. */
export class AlertRuleBook {
  #rules: Promise<ReadonlyMap<AlertRuleName, KnownRule>> | null = null;

  constructor(private readonly records: AlertRuleRecords) {}

  /** All rules in their usual order. */
  async all(): Promise<KnownRule[]> {
    const rules = await this.#read();
    return alertRuleNames.flatMap((name) => rules.get(name) ?? []);
  }

  /**
   * Changes a rule; the next look at the service goes by it.
   * @throws CodedError NOT_FOUND; InvalidInputError for null or a value out of range
   */
  async update(name: string, changes: AlertRuleChanges): Promise<KnownRule> {
    if (!isAlertRuleName(name)) throw new CodedError('NOT_FOUND', unknownAlertRule(name, alertRuleNames));
    const checked = checkedChanges(name, changes);
    await this.#read();
    const row = { ...(await this.records.update(name, checked)), name };
    this.#rules = null;
    return row;
  }

  #read(): Promise<ReadonlyMap<AlertRuleName, KnownRule>> {
    if (this.#rules !== null) return this.#rules;
    const rules = this.#load();
    this.#rules = rules;
    rules.catch(() => {
      if (this.#rules === rules) this.#rules = null;
    });
    return rules;
  }

  async #load(): Promise<ReadonlyMap<AlertRuleName, KnownRule>> {
    await this.records.ensure(alertRuleNames.map((name) => ({ name, ...alertRuleTraits[name].preset })));
    const rules = await this.records.all();
    return new Map(
      rules.flatMap((rule) => {
        const { name } = rule;
        return isAlertRuleName(name) ? [[name, { ...rule, name }] as const] : [];
      }),
    );
  }
}

function checkedChanges(name: AlertRuleName, changes: AlertRuleChanges): Partial<Omit<AlertRuleRow, 'name'>> {
  for (const [field, value] of Object.entries(changes)) {
    if (value === null) throw new InvalidInputError(notNullable(field), ['input', field]);
  }
  const { threshold, seconds } = changes;
  if (threshold != null) checkNumber('threshold', alertRuleTraits[name].threshold, threshold);
  if (seconds != null) checkNumber('seconds', alertSeconds, seconds);
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function checkNumber(
  field: string,
  range: { readonly min: number; readonly max: number; readonly integer: boolean },
  value: number,
): void {
  const accepted = value >= range.min && value <= range.max && (!range.integer || Number.isInteger(value));
  if (!accepted) throw new InvalidInputError(outOfRange(field, range, value), ['input', field]);
}
