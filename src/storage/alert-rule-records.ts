import type { Database } from './database.js';
import type { AlertRule } from './generated/client.js';

export type AlertRuleRow = AlertRule;

/** When alerts are raised, one row for each rule. */
export class AlertRuleRecords {
  constructor(private readonly database: Database) {}

  /** Stores the rules that are missing and leaves the others as somebody may have changed them. */
  async ensure(rules: readonly AlertRuleRow[]): Promise<void> {
    const stored = new Set((await this.all()).map(({ name }) => name));
    await this.database.alertRule.createMany({ data: rules.filter(({ name }) => !stored.has(name)) });
  }

  all(): Promise<AlertRuleRow[]> {
    return this.database.alertRule.findMany();
  }

  update(name: string, changes: Partial<Omit<AlertRuleRow, 'name'>>): Promise<AlertRuleRow> {
    return this.database.alertRule.update({ where: { name }, data: changes });
  }
}
