import { open, type FileHandle } from 'node:fs/promises';
import { BadModelError } from '../../errors/bad-model-error.js';

/**
 * Opens a weights file for reading.
 * @throws BadModelError naming the file
 */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new BadModelError(`${path}: cannot be opened; check that the file exists and is readable`, {
      cause,
    });
  }
}
