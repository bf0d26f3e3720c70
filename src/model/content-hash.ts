import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { fileHash } from './file-hash.js';

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
