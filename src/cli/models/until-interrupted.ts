import { CodedError } from '../../errors/coded-error.js';

/** As shells count a process that a signal ended: 128 and the number of the signal. */
const statuses = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Works until it is done or somebody presses Ctrl-C (or asks the process to end), which aborts the signal. Pressed again, the
 * process ends at once.
 * @returns what came of it, or the exit status of the interruption
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<{ readonly result: Result } | { readonly exitStatus: number }> {
  const controller = new AbortController();
  const caught: number[] = [];
  const listeners = Object.entries(statuses).map(([name, status]) => {
    const listener = (): void => {
      caught.push(status);
      controller.abort(new CodedError('CANCELED', 'Interrupted.'));
    };
    process.once(name, listener);
    return { name, listener };
  });
  try {
    return { result: await work(controller.signal) };
  } catch (error) {
    // Whatever was thrown, it is because of that.
    const [exitStatus] = caught;
    if (exitStatus === undefined) throw error;
    return { exitStatus };
  } finally {
    for (const { name, listener } of listeners) process.removeListener(name, listener);
  }
}
