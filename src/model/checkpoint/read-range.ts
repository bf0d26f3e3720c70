import type { FileHandle } from 'node:fs/promises';

/** One `read` system call moves at most 2 GiB. */
const largestRead = 1 << 30;

/**
 * Fills `target` with the file's bytes from `position` on.
 * @returns how many bytes the file had; less than asked only at its end.
 */
export async function readRange(file: FileHandle, target: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < target.byteLength) {
    const length = Math.min(largestRead, target.byteLength - filled);
    const { bytesRead } = await file.read(target, filled, length, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
