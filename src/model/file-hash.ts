import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface ReadingOptions {
  /** Told how many more bytes were read. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * SHA-256 of a file in hex; null where there is no such file.
 * @throws what keeps it from being read, or the signal's reason
 */
export async function fileHash(path: string, options: ReadingOptions = {}): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      options.signal?.throwIfAborted();
      hash.update(chunk as Buffer);
      options.onBytes?.((chunk as Buffer).length);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
