import { CodedError } from '../errors/coded-error.js';
import { unknownAlert } from '../messages/about-alerts.js';
import type { AlertRecords, AlertRow } from '../storage/alert-records.js';
import type { AlertFeed } from './alert-feed.js';
import type { AlertRuleBook, AlertRuleChanges, KnownRule } from './alert-rule-book.js';

/** What can be done about alerts; they are listed from the records. */
export class Alerts {
  constructor(
    private readonly book: AlertRuleBook,
    private readonly records: AlertRecords,
    private readonly feed: AlertFeed,
  ) {}

  /** Every rule, always in the same order. */
  rules(): Promise<KnownRule[]> {
    return this.book.all();
  }

  /** @throws CodedError NOT_FOUND; InvalidInputError for null or a value out of range */
  updateRule(name: string, changes: AlertRuleChanges): Promise<KnownRule> {
    return this.book.update(name, changes);
  }

  /** Notes that somebody has seen an alert; the first time counts. @throws CodedError NOT_FOUND */
  async acknowledge(id: number): Promise<AlertRow> {
    const alert = await this.records.acknowledge(id, new Date());
    if (alert === null) throw new CodedError('NOT_FOUND', unknownAlert());
    return alert;
  }

  /** Alerts as they are raised from now on, until `signal` aborts. */
  raised(signal: AbortSignal): AsyncIterable<AlertRow> {
    return this.feed.raised(signal);
  }
}
