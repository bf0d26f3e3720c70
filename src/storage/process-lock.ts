import { createClient, LibsqlError } from '@libsql/client';
import { pathToFileURL } from 'node:url';

export interface ProcessLock {
  release(): void;
}

/**
 * One process at a time. The lock is a write transaction that is never committed, so the operating system drops it with the
 * process, however that ends.
 *
 * @param path of a file for nothing but this; it stays, and is made in a folder that is there
 * @param held what is thrown when another live process holds it
 */
export async function acquireProcessLock(path: string, held: () => Error): Promise<ProcessLock> {
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
    if (error instanceof LibsqlError && error.code.startsWith('SQLITE_BUSY')) throw held();
    throw error;
  }
}
