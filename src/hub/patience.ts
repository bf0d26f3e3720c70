import { setTimeout as delay } from 'node:timers/promises';
import { toCodedError } from '../errors/coded-error.js';
import { HubError } from '../errors/hub-error.js';
import type { TransferLimits } from './transfer-limits.js';

/** Called before each wait, with what failed and the milliseconds until the next attempt. */
export type OnRetry = (error: HubError, waitMs: number) => void;

/** How often one thing is tried again, and what is waited in between. */
export class Patience {
  #failures = 0;

  constructor(
    private readonly limits: TransferLimits,
    private readonly signal: AbortSignal,
    private readonly onRetry: OnRetry,
  ) {}

  /** Something arrived: what fails next has not failed before. */
  progressed(): void {
    this.#failures = 0;
  }

  /**
   * Waits for the next attempt.
   * @throws what was thrown when another attempt would not help, or there were enough; the signal's reason
   */
  async after(thrown: unknown): Promise<void> {
    this.signal.throwIfAborted();
    if (!(thrown instanceof HubError) || !thrown.retryable) throw thrown;
    this.#failures += 1;
    const { attempts, backoffMs, longestWaitMs } = this.limits;
    const asked = thrown.retryAfterMs ?? 0;
    if (this.#failures >= attempts || asked > longestWaitMs) throw thrown;
    // Between half and all of it, so that many who were sent away do not come back at the same moment.
    const own = backoffMs * 2 ** (this.#failures - 1) * (0.5 + Math.random() / 2);
    const waitMs = Math.min(longestWaitMs, Math.max(asked, own));
    this.onRetry(thrown, waitMs);
    await delay(waitMs, undefined, { signal: this.signal }).catch(() => {
      throw toCodedError(this.signal.reason);
    });
  }
}

/** Works until it succeeds, within the limits of one patience. */
export async function patiently<Result>(patience: Patience, work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      await patience.after(error);
    }
  }
}
