import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileHash, type ReadingOptions } from '../file-hash.js';

/**
 * Copies a file to where none is yet, as a clone that takes no room where the file system can do that.
 * @returns the SHA-256 of the copy in hex
 * @throws what keeps it from being copied, or the signal's reason; half a copy may be left behind
 */
export async function copyHashed(source: string, target: string, options: ReadingOptions): Promise<string> {
  if (await isCloned(source, target)) return (await fileHash(target, options)) ?? '';
  const hash = createHash('sha256');
  const watch = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      options.onBytes?.(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(
    createReadStream(source, { highWaterMark: 1 << 20 }),
    watch,
    createWriteStream(target, { flags: 'wx', flush: true }),
    { signal: options.signal },
  );
  return hash.digest('hex');
}

/** Most file systems cannot clone, and none to another disk. */
async function isCloned(source: string, target: string): Promise<boolean> {
  return copyFile(source, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL).then(
    () => true,
    () => false,
  );
}
