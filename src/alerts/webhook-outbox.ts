import type { Logger } from 'pino';
import type { WebhookDeliveryRecords, WebhookDeliveryRow } from '../storage/webhook-delivery-records.js';
import type { WebhookTarget } from './webhook-target.js';

export interface WebhookOutboxOptions {
  readonly records: WebhookDeliveryRecords;
  readonly target: WebhookTarget;
  readonly log: Logger;
  /** Pause after the first failed attempt, milliseconds; doubles with each. */
  readonly firstPauseMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const longestPauseMs = 5 * 60_000;
/** After so long a message is news no more. */
const keptMs = 7 * 24 * 3_600_000;
/** How soon the database is asked again after it could not be read. */
const troubleMs = 10_000;

/**
 * Sends what is stored for the receiver until it is taken, with growing pauses. A message is removed when it was taken, so
 * none is sent after that; a crash in between repeats it under the same id.
 */
export class WebhookOutbox {
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;
  #again = false;

  constructor(private readonly options: WebhookOutboxOptions) {}

  /** Something may be waiting. */
  wake(): void {
    this.#again = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#round !== null || this.#stopping.signal.aborted) return;
    this.#round = this.#rounds()
      .catch((error: unknown) => {
        this.options.log.error({ err: error }, 'Messages for the webhook could not be read; trying again');
        return troubleMs;
      })
      .then((pauseMs) => {
        this.#round = null;
        if (this.#again) this.wake();
        else if (pauseMs !== null) this.#wakeIn(pauseMs);
      });
  }

  /** Sends nothing more; what was not taken is left to the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#round;
  }

  #wakeIn(pauseMs: number): void {
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.wake();
    }, pauseMs);
    this.#timer.unref();
  }

  /** @returns milliseconds until the next attempt is due; null when nothing waits */
  async #rounds(): Promise<number | null> {
    const { records, log } = this.options;
    for (;;) {
      this.#again = false;
      const old = await records.giveUp(new Date(this.#now() - keptMs));
      if (old > 0)
        log.error({ messages: old }, 'The webhook did not take messages for a week; they are dropped');
      const waiting = await records.next();
      const due = waiting.filter(({ nextAttemptAt }) => nextAttemptAt.getTime() <= this.#now());
      if (due.length === 0) {
        const next = Math.min(...waiting.map(({ nextAttemptAt }) => nextAttemptAt.getTime()));
        return waiting.length === 0 ? null : Math.max(1, next - this.#now());
      }
      for (const delivery of due) {
        if (this.#stopping.signal.aborted) return null;
        await this.#attempt(delivery);
      }
    }
  }

  async #attempt({ id, messageId, body, attempts }: WebhookDeliveryRow): Promise<void> {
    const { records, target, log, firstPauseMs = 1000 } = this.options;
    const { signal } = this.#stopping;
    const attempt = await target.send({ id: messageId, body }, new Date(this.#now()), signal);
    if (attempt.taken) {
      await records.remove(id);
      log.info({ message: messageId, attempts: attempts + 1 }, 'The webhook took a message');
      return;
    }
    // Whether the receiver took an attempt that was cut off is not known: the same id tells it.
    if (signal.aborted) return;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts) * (0.75 + Math.random() / 2);
    await records.postpone(id, new Date(this.#now() + pauseMs));
    log.warn(
      { message: messageId, host: target.host, problem: attempt.problem, attempts: attempts + 1 },
      'The webhook did not take a message; it is sent again later',
    );
  }

  #now(): number {
    return this.options.now?.() ?? Date.now();
  }
}
