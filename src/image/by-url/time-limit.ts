import { CodedError, toCodedError } from '../../errors/coded-error.js';

export interface TimeLimit {
  /** Aborts, always with a CodedError, when the time is over or the parent aborts. */
  readonly signal: AbortSignal;
  /** Must be called when the work is done, or the timer keeps running. */
  end(): void;
}

/** Aborts with what `late` makes after `ms` milliseconds, or earlier with the parent's reason. */
export function startTimeLimit(ms: number, late: () => CodedError, parent: AbortSignal | null): TimeLimit {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort(late());
  }, ms);
  const follow = (): void => {
    clearTimeout(timer);
    controller.abort(givenUp(parent?.reason));
  };
  if (parent?.aborted === true) follow();
  else parent?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      parent?.removeEventListener('abort', follow);
    },
  };
}

/** The outcome of `work`, or the signal's reason as soon as it aborts, for work that cannot be stopped itself. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(toCodedError(signal.reason));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}

/** A plain `controller.abort()` carries a DOMException; every error here has a code. */
function givenUp(reason: unknown): CodedError {
  if (reason instanceof CodedError) return reason;
  return new CodedError('CANCELED', 'The caller went away before the picture was fetched.', {
    cause: reason,
  });
}
