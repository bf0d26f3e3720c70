import { CodedError } from '../errors/coded-error.js';

export interface Deadline {
  /** Aborts with TIMEOUT when the time is over, with CANCELED when the caller goes away. */
  readonly signal: AbortSignal;
  /** Must be called when the work is done, or the timer keeps running. */
  clear(): void;
}

/**
 * The end of a caller's patience: `timeoutMs` from when it asked, or earlier if it goes away.
 * @param askedAt `performance.now()`
 */
export function startDeadline(timeoutMs: number, askedAt: number, caller: AbortSignal | null): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(
    () => {
      controller.abort(
        new CodedError(
          'TIMEOUT',
          `The caption was not ready within ${timeoutMs} ms. Try again later, or allow more time with timeoutMs.`,
        ),
      );
    },
    Math.max(0, timeoutMs - (performance.now() - askedAt)),
  );
  const leave = (): void => {
    controller.abort(new CodedError('CANCELED', 'The caller went away before the caption was ready.'));
  };
  if (caller?.aborted === true) leave();
  else caller?.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', leave);
    },
  };
}
