import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { ciderD } from '../evaluation/cider-d.js';

/** Pictures with the captions that people gave them. */
export interface JudgedPictures {
  /** Paths. */
  readonly files: readonly string[];
  /** By path. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

const schema = z.record(z.string(), z.array(z.string()).min(1));

/**
 * Reads `captions.json` (file → references) of a folder.
 * @throws InvalidInputError when it is missing or something else
 */
export async function readReferences(directory: string): Promise<JudgedPictures> {
  const path = join(directory, 'captions.json');
  try {
    const captions = schema.parse(JSON.parse(await readFile(path, 'utf8')));
    const references = new Map(
      Object.entries(captions).map(([file, own]) => [join(directory, file), own] as const),
    );
    return { files: [...references.keys()], references };
  } catch (error) {
    throw new InvalidInputError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** CIDEr-D of captions in the order of the files. */
export function scoreCaptions(
  { files, references }: JudgedPictures,
  captions: readonly (string | null)[],
): number {
  return ciderD(new Map(files.map((file, index) => [file, captions[index] ?? ''])), references);
}
