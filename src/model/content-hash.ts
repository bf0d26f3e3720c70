import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

/**
 * SHA-256 in hex over names and contents of some files, in the order given; a file that does not exist counts as absent.
 * Moving the directory does not change it.
 */
export async function contentHash(paths: readonly string[]): Promise<string> {
  const total = createHash('sha256');
  for (const path of paths) {
    total.update(`${basename(path)}\0${(await fileHash(path)) ?? 'absent'}\0`);
  }
  return total.digest('hex');
}

async function fileHash(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      hash.update(chunk as Buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return hash.digest('hex');
}
