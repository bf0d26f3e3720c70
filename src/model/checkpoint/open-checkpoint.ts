import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint } from './checkpoint.js';
import { openSafetensors } from './safetensors.js';

const readers: readonly { file: string; open: (path: string) => Promise<Checkpoint> }[] = [
  { file: 'model.safetensors', open: openSafetensors },
];

/** A weights file found in a model directory. */
export interface WeightsFile {
  readonly path: string;
  readonly open: () => Promise<Checkpoint>;
}

/**
 * The weights of a model directory: the first file that one of the readers knows.
 * @throws BadModelError when there is none
 */
export async function findWeights(directory: string): Promise<WeightsFile> {
  for (const { file, open } of readers) {
    const path = join(directory, file);
    try {
      await access(path);
    } catch {
      continue;
    }
    return { path, open: () => open(path) };
  }
  const names = readers.map(({ file }) => file).join(', ');
  throw new BadModelError(`${directory}: no weights found; expected ${names}`);
}
