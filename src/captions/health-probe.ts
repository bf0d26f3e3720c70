import type { Logger } from 'pino';
import { toCodedError, type PlainError } from '../errors/coded-error.js';

export interface HealthProbeOptions {
  /** Captions a small picture for real, as `captionProbePicture` does; rejects when that fails. */
  readonly caption: () => Promise<void>;
  readonly log: Logger;
  /** So many failed runs, one after the other, mean that the engine fails; fewer may be the pictures' fault. */
  readonly failuresInARow?: number;
  /** From the end of one attempt to the next, milliseconds. */
  readonly pauseMs?: number;
}

/**
 * Says whether runs succeed. Once several in a row have failed the service is not well, until a real caption shows that it
 * is: that of a small picture, tried at once and then again and again, or one that somebody asked for.
 */
export class HealthProbe {
  #failures = 0;
  #failing: PlainError | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(private readonly options: HealthProbeOptions) {}

  /** Why the service is not well, in plain words; null when it is. */
  get reason(): string | null {
    return this.#failing === null
      ? null
      : `The engine fails: ${this.#failing.message} A small picture is tried until it is captioned.`;
  }

  /** Told how each run ended, warm-up excepted; `error` null: it succeeded. */
  runEnded(error: PlainError | null): void {
    if (error === null) {
      this.#failures = 0;
      this.#recover();
      return;
    }
    this.#failures++;
    const { failuresInARow = 5, log } = this.options;
    if (this.#failing === null && this.#failures >= failuresInARow && !this.#stopped) {
      this.#failing = error;
      log.error({ code: error.code, reason: error.message, failures: this.#failures }, 'The engine fails');
      void this.#probe();
    } else if (this.#failing !== null) this.#failing = error;
  }

  /** Tries nothing more. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #probe(): Promise<void> {
    const { caption, log, pauseMs = 2000 } = this.options;
    this.#timer = null;
    try {
      await caption();
      this.#failures = 0;
      this.#recover();
    } catch (thrown) {
      const error = toCodedError(thrown);
      log.debug({ code: error.code, reason: error.message }, 'The engine still fails');
      // A caption that somebody asked for may have shown meanwhile that it is well.
      if (this.#failing === null || this.#stopped) return;
      this.#failing = error;
      this.#timer = setTimeout(() => void this.#probe(), pauseMs);
      this.#timer.unref();
    }
  }

  #recover(): void {
    if (this.#failing === null) return;
    this.#failing = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.options.log.info('The engine is well again');
  }
}
