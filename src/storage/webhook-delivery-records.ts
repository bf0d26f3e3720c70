import type { Database } from './database.js';
import type { WebhookDelivery } from './generated/client.js';

export type WebhookDeliveryRow = WebhookDelivery;

export type NewDelivery = Pick<
  WebhookDeliveryRow,
  'messageId' | 'alertId' | 'body' | 'createdAt' | 'nextAttemptAt'
>;

/** Messages that a webhook's receiver has not taken yet. */
export class WebhookDeliveryRecords {
  constructor(private readonly database: Database) {}

  /** The oldest message of each alert: what is said of an alert reaches the receiver in the order it happened. */
  async next(): Promise<WebhookDeliveryRow[]> {
    return this.database.webhookDelivery.findMany({ orderBy: { id: 'asc' }, distinct: ['alertId'] });
  }

  async postpone(id: number, nextAttemptAt: Date): Promise<void> {
    await this.database.webhookDelivery.update({
      where: { id },
      data: { nextAttemptAt, attempts: { increment: 1 } },
    });
  }

  async remove(id: number): Promise<void> {
    await this.database.webhookDelivery.delete({ where: { id } });
  }

  /** Gives up what was not taken since `before`; returns how many messages that are. */
  async giveUp(before: Date): Promise<number> {
    const { count } = await this.database.webhookDelivery.deleteMany({
      where: { createdAt: { lt: before } },
    });
    return count;
  }
}
