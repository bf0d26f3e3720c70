import { pino } from 'pino';
import { AlertFeed } from '../../src/alerts/alert-feed.js';
import { AlertMonitor } from '../../src/alerts/alert-monitor.js';
import { AlertRuleBook } from '../../src/alerts/alert-rule-book.js';
import { Alerts } from '../../src/alerts/alerts.js';
import { AlertRecords, type DeliveryOf } from '../../src/storage/alert-records.js';
import { AlertRuleRecords } from '../../src/storage/alert-rule-records.js';
import { openStorage, type Storage } from '../storage/open-storage.js';
import { ScriptedSignals } from './scripted-signals.js';

/** A monitor on a real database whose clock and signals the test sets. */
export async function openMonitor(
  given?: Storage,
  deliveryOf: DeliveryOf = () => null,
  onDelivery: () => void = () => undefined,
) {
  const storage = given ?? (await openStorage());
  const signals = new ScriptedSignals();
  const records = new AlertRecords(storage.database);
  const rules = new AlertRuleBook(new AlertRuleRecords(storage.database));
  const feed = new AlertFeed();
  const clock = { ms: 0, monitoring: true };
  const logLines: string[] = [];
  const monitor = new AlertMonitor({
    records,
    rules,
    feed,
    signals,
    monitoring: () => Promise.resolve(clock.monitoring),
    deliveryOf,
    onDelivery,
    log: pino({ level: 'debug' }, { write: (line: string) => logLines.push(line) }),
    now: () => clock.ms,
  });
  return {
    storage,
    signals,
    records,
    alerts: new Alerts(rules, records, feed),
    feed,
    clock,
    logLines,
    /** Evaluates the rules once a second for so many seconds. */
    async pass(seconds: number): Promise<void> {
      for (let second = 0; second < seconds; second++) {
        clock.ms += 1000;
        await monitor.tick();
      }
    },
    /** Rules of the alerts that are open. */
    open: async () => (await records.open()).map(({ rule }) => rule),
    all: () => storage.database.alert.findMany({ orderBy: { id: 'asc' } }),
  };
}

export type OpenedMonitor = Awaited<ReturnType<typeof openMonitor>>;
