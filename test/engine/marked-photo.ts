import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryDirectory } from '../temporary-directory.js';
import { photo } from './real-engine.js';

/** A copy of a photo with a mark behind its end, which decoders ignore and the fixture engine obeys. */
export async function markedPhoto(
  name: string,
  mark: 'DEADLY' | 'HANGING' | 'UNREADABLE' | 'FRAGILE',
): Promise<string> {
  const path = join(await temporaryDirectory(), name);
  await writeFile(path, Buffer.concat([await readFile(photo(name)), Buffer.from(mark)]));
  return path;
}
