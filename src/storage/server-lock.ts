import { createClient, LibsqlError } from '@libsql/client';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { InvalidInputError } from '../errors/invalid-input-error.js';

export interface ServerLock {
  release(): void;
}

/**
 * One server per data directory: two would both take up the captions left unfinished by a third. The lock is a write
 * transaction that is never committed, so the operating system drops it with the process, however that ends.
 *
 * @throws InvalidInputError when another live server holds it.
 */
export async function acquireServerLock(path: string, directory: string): Promise<ServerLock> {
  const client = createClient({ url: pathToFileURL(path).href });
  try {
    const transaction = await client.transaction('write');
    return {
      release: () => {
        transaction.close();
        client.close();
      },
    };
  } catch (error) {
    client.close();
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')) {
      throw new InvalidInputError(
        `Another server already uses the data directory ${directory}. Stop it, or choose another directory with --data.`,
      );
    }
    throw error;
  }
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
