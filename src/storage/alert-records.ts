import { pageWindow, toPage, windowArguments, type Page, type PageRequest } from './connection.js';
import type { Database } from './database.js';
import type { Alert } from './generated/client.js';
import type { NewDelivery } from './webhook-delivery-records.js';

export type AlertRow = Alert;

/** What is known of an alert when it is raised. */
export type NewAlert = Pick<AlertRow, 'rule' | 'severity' | 'value' | 'threshold' | 'seconds' | 'raisedAt'>;

/** The message that tells the webhook's receiver of an alert; null where there is no receiver. */
export type DeliveryOf = (alert: AlertRow) => NewDelivery | null;

/** Alerts, open and past. */
export class AlertRecords {
  constructor(private readonly database: Database) {}

  byIds(ids: readonly number[]): Promise<AlertRow[]> {
    return this.database.alert.findMany({ where: { id: { in: [...ids] } } });
  }

  /** Those that have not been resolved, the oldest first; at most one of a rule. */
  open(): Promise<AlertRow[]> {
    return this.database.alert.findMany({ where: { resolvedAt: null }, orderBy: { id: 'asc' } });
  }

  /** @param open only those that are open, or that are not; null: all */
  async page(request: PageRequest, open: boolean | null): Promise<Page<AlertRow>> {
    const window = pageWindow(request);
    const where = open === null ? {} : { resolvedAt: open ? null : { not: null } };
    const inWindow = windowArguments(window);
    const rows = await this.database.alert.findMany({ ...inWindow, where: { ...inWindow.where, ...where } });
    return toPage(window, rows, () => this.database.alert.count({ where }));
  }

  /** Stores an alert together with the message about it, so that a crash leaves both or neither. */
  raise(alert: NewAlert, deliveryOf: DeliveryOf): Promise<AlertRow> {
    return this.database.$transaction(async (transaction) => {
      const row = await transaction.alert.create({ data: alert });
      const delivery = deliveryOf(row);
      if (delivery !== null) await transaction.webhookDelivery.create({ data: delivery });
      return row;
    });
  }

  /** Resolves an open alert together with the message about it. */
  resolve(id: number, resolvedAt: Date, deliveryOf: DeliveryOf): Promise<AlertRow> {
    return this.database.$transaction(async (transaction) => {
      const row = await transaction.alert.update({ where: { id }, data: { resolvedAt } });
      const delivery = deliveryOf(row);
      if (delivery !== null) await transaction.webhookDelivery.create({ data: delivery });
      return row;
    });
  }

  /** Notes that somebody has seen it; the first time counts. Null when there is no such alert. */
  async acknowledge(id: number, acknowledgedAt: Date): Promise<AlertRow | null> {
    await this.database.alert.updateMany({ where: { id, acknowledgedAt: null }, data: { acknowledgedAt } });
    return this.database.alert.findUnique({ where: { id } });
  }
}
