import { existsSync } from 'node:fs';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { acquireProcessLock, type ProcessLock } from './process-lock.js';

export type ServerLock = ProcessLock;

/**
 * One server per data directory: two would both take up the captions left unfinished by a third.
 *
 * @throws InvalidInputError when another live server holds it.
 */
export function acquireServerLock(path: string, directory: string): Promise<ServerLock> {
  return acquireProcessLock(
    path,
    () =>
      new InvalidInputError(
        `Another server already uses the data directory ${directory}. Stop it, or choose another directory with --data.`,
      ),
  );
}

/** Whether a live server holds the lock of a data directory; holds it for a moment itself where none does. */
export async function isServerLockHeld(path: string, directory: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  try {
    (await acquireServerLock(path, directory)).release();
    return false;
  } catch (error) {
    if (error instanceof InvalidInputError) return true;
    throw error;
  }
}
