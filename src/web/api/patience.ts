import type { Preferences } from '../preferences/preferences.js';
import { Value } from '../preferences/value.js';
import { RequestError } from './request-error.js';

/** What a request waits for. */
export type Hold = 'server-full' | 'too-often' | 'unreachable' | 'key';

const holds: Readonly<Partial<Record<RequestError['code'], Hold>>> = {
  QUEUE_FULL: 'server-full',
  RATE_LIMITED: 'too-often',
  NETWORK: 'unreachable',
  DEVICE_UNAVAILABLE: 'unreachable',
  UNAUTHENTICATED: 'key',
};

const firstPauseMs = 1000;
const longestPauseMs = 15_000;

/** Asks again and again where the answer is that it would work later, and tells what is being waited for. */
export class Patience {
  readonly hold = new Value<Hold | null>(null);

  constructor(private readonly preferences: Preferences) {}

  /** @throws RequestError for what waiting does not mend, or another error of `ask` */
  async until<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempts = 0; ; attempts++) {
      try {
        const answer = await ask();
        this.hold.set(null);
        return answer;
      } catch (error) {
        const hold = error instanceof RequestError ? holds[error.code] : undefined;
        if (!(error instanceof RequestError) || hold === undefined) throw error;
        this.hold.set(hold);
        const pause = error.retryAfterMs ?? Math.min(longestPauseMs, firstPauseMs * 2 ** attempts);
        await this.#pause(hold === 'key' ? null : pause);
      }
    }
  }

  /** Ends early with another key or a network; null: only with them. */
  #pause(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        removeEventListener('online', over);
        stop();
        resolve();
      };
      const timer = milliseconds === null ? undefined : setTimeout(over, milliseconds);
      addEventListener('online', over);
      const stop = this.preferences.apiKey.subscribe(over);
    });
  }
}
