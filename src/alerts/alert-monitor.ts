import type { Logger } from 'pino';
import type { AlertRecords, AlertRow, DeliveryOf } from '../storage/alert-records.js';
import type { AlertFeed } from './alert-feed.js';
import { alertMessage } from './alert-message.js';
import type { AlertRuleBook, KnownRule } from './alert-rule-book.js';
import { alertRuleNames, type AlertRuleName } from './alert-rules.js';
import { RuleWatch } from './rule-watch.js';
import { readSignal, type Signals } from './signals.js';

export interface AlertMonitorOptions {
  readonly records: AlertRecords;
  readonly rules: AlertRuleBook;
  readonly feed: AlertFeed;
  readonly signals: Signals;
  /** Whether the rules are evaluated at all, as the active profile says. */
  readonly monitoring: () => Promise<boolean>;
  /** The message to the webhook's receiver; null where there is none. */
  readonly deliveryOf: DeliveryOf;
  /** Told when such a message was stored. */
  readonly onDelivery: () => void;
  readonly log: Logger;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** How often the rules are evaluated, milliseconds. */
const intervalMs = 1000;

/** Evaluates the rules every second, and raises and resolves alerts. Open ones of an earlier server are taken up. */
export class AlertMonitor {
  readonly #watches = new Map(alertRuleNames.map((name) => [name, new RuleWatch(name)] as const));
  readonly #now: () => number;
  #open: Map<string, AlertRow> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #evaluation: Promise<void> | null = null;
  #failed = false;

  constructor(private readonly options: AlertMonitorOptions) {
    this.#now = options.now ?? (() => performance.now());
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.tick(), intervalMs);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#evaluation;
  }

  /** One evaluation, unless the one before still runs. Never throws: trouble is logged, once until it is over. */
  tick(): Promise<void> {
    this.#evaluation ??= this.#evaluate()
      .then(
        () => {
          this.#failed = false;
        },
        (error: unknown) => {
          if (!this.#failed) this.options.log.error({ err: error }, 'The alert rules could not be evaluated');
          this.#failed = true;
        },
      )
      .finally(() => {
        this.#evaluation = null;
      });
    return this.#evaluation;
  }

  async #evaluate(): Promise<void> {
    const { records, rules, monitoring } = this.options;
    this.#open ??= new Map((await records.open()).map((alert) => [alert.rule, alert]));
    const open = this.#open;
    if (!(await monitoring())) {
      for (const watch of this.#watches.values()) watch.reset();
      return;
    }
    for (const rule of await rules.all()) await this.#evaluateRule(rule, open);
  }

  async #evaluateRule(rule: KnownRule, open: Map<string, AlertRow>): Promise<void> {
    const watch = this.#watchOf(rule.name);
    const alert = open.get(rule.name) ?? null;
    if (!rule.enabled) {
      watch.reset();
      if (alert !== null) await this.#resolve(alert, open);
      return;
    }
    const value = await readSignal(this.options.signals, rule.name, rule.seconds);
    const change = watch.observe(rule, value, alert !== null, this.#now());
    if (change === 'raise' && value !== null) await this.#raise(rule, value, open);
    if (change === 'resolve' && alert !== null) await this.#resolve(alert, open);
  }

  async #raise(rule: KnownRule, value: number, open: Map<string, AlertRow>): Promise<void> {
    const { records, deliveryOf, onDelivery, feed, log } = this.options;
    const { name, severity, threshold, seconds } = rule;
    const facts = { rule: name, severity, value, threshold, seconds };
    const alert = await records.raise({ ...facts, raisedAt: new Date() }, deliveryOf);
    open.set(name, alert);
    onDelivery();
    feed.publish(alert);
    const line = { alert: alert.id, ...facts };
    if (severity === 'CRITICAL') log.error(line, `Alert: ${alertMessage(alert).en}`);
    else log.warn(line, `Alert: ${alertMessage(alert).en}`);
  }

  async #resolve({ id, rule }: AlertRow, open: Map<string, AlertRow>): Promise<void> {
    const { records, deliveryOf, onDelivery, log } = this.options;
    await records.resolve(id, new Date(), deliveryOf);
    open.delete(rule);
    onDelivery();
    log.info({ alert: id, rule }, 'Alert resolved');
  }

  #watchOf(name: AlertRuleName): RuleWatch {
    const watch = this.#watches.get(name);
    if (watch === undefined) throw new Error(`no watch for ${name}`);
    return watch;
  }
}
