import type { Logger } from 'pino';
import { AlertFeed } from '../alerts/alert-feed.js';
import { AlertMonitor } from '../alerts/alert-monitor.js';
import { AlertRuleBook } from '../alerts/alert-rule-book.js';
import { Alerts } from '../alerts/alerts.js';
import type { Signals } from '../alerts/signals.js';
import { webhookMessage } from '../alerts/webhook-message.js';
import { WebhookOutbox } from '../alerts/webhook-outbox.js';
import type { WebhookTarget } from '../alerts/webhook-target.js';
import { encodeNodeId } from '../graphql/node-id.js';
import { CaptionRemoval } from '../retention/caption-removal.js';
import { PictureRemoval } from '../retention/picture-removal.js';
import { Retention } from '../retention/retention.js';
import type { RetentionDays } from '../retention/retention-days.js';
import { RetentionSchedule } from '../retention/retention-schedule.js';
import { AlertRecords } from '../storage/alert-records.js';
import { AlertRuleRecords } from '../storage/alert-rule-records.js';
import type { BlobStore } from '../storage/blobs.js';
import { CaptionRecords } from '../storage/caption-records.js';
import type { DataDirectory } from '../storage/data-directory.js';
import type { Database } from '../storage/database.js';
import { RemovalRecords } from '../storage/removal-records.js';
import { WebhookDeliveryRecords } from '../storage/webhook-delivery-records.js';

export interface Removal {
  readonly removal: CaptionRemoval;
  readonly retention: Retention;
}

/** @param restMs pause between two batches, milliseconds */
export function openRemoval(
  database: Database,
  directory: DataDirectory,
  blobs: BlobStore,
  days: RetentionDays,
  restMs: number,
): Removal {
  const records = new RemovalRecords(database);
  const pictures = new PictureRemoval(records, blobs, directory.thumbnails);
  const removal = new CaptionRemoval(new CaptionRecords(database), records, pictures);
  const retention = new Retention({
    records,
    captions: removal,
    pictures,
    blobs,
    logs: directory.logs,
    days,
    restMs,
  });
  return { removal, retention };
}

export interface UpkeepOptions {
  readonly database: Database;
  readonly directory: DataDirectory;
  readonly blobs: BlobStore;
  readonly days: RetentionDays;
  /** Where alerts are sent; null: nowhere. */
  readonly webhook: WebhookTarget | null;
  readonly signals: Signals;
  /** Whether the active profile wants the alert rules evaluated. */
  readonly monitoring: () => Promise<boolean>;
  readonly log: Logger;
}

/** What looks after a running server: alerts and their webhook, retention. */
export interface Upkeep {
  readonly alerts: Alerts;
  readonly alertRecords: AlertRecords;
  readonly removal: CaptionRemoval;
  start(): void;
  stop(): Promise<void>;
}

/** Rest between two batches that are removed: requests come first. */
const restMs = 20;

export function openUpkeep(options: UpkeepOptions): Upkeep {
  const { database, directory, blobs, days, webhook, signals, monitoring, log } = options;
  const alertRecords = new AlertRecords(database);
  const rules = new AlertRuleBook(new AlertRuleRecords(database));
  const feed = new AlertFeed();
  const outbox =
    webhook === null
      ? null
      : new WebhookOutbox({ records: new WebhookDeliveryRecords(database), target: webhook, log });
  const monitor = new AlertMonitor({
    records: alertRecords,
    rules,
    feed,
    signals,
    monitoring,
    deliveryOf: (alert) =>
      outbox === null ? null : webhookMessage(alert, encodeNodeId('Alert', alert.id), new Date()),
    onDelivery: () => outbox?.wake(),
    log,
  });
  const { removal, retention } = openRemoval(database, directory, blobs, days, restMs);
  const schedule = new RetentionSchedule(retention, log);
  return {
    alerts: new Alerts(rules, alertRecords, feed),
    alertRecords,
    removal,
    start: () => {
      monitor.start();
      outbox?.wake();
      schedule.start();
    },
    stop: async () => {
      await Promise.all([monitor.stop(), schedule.stop(), outbox?.stop()]);
    },
  };
}
