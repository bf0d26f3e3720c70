import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileHash, type ReadingOptions } from '../file-hash.js';
import { manifestFile, readManifest } from './model-manifest.js';

/** A list of files with their SHA-256, as `sha256sum` writes it and publishers add it. */
const sumsFile = 'SHA256SUMS';

export interface SumsResult {
  /** Where the sums stand: the manifest of an import, or SHA256SUMS. */
  readonly recordedIn: string;
  readonly files: number;
  /** Names of those that are missing or have other bytes. */
  readonly wrong: readonly string[];
}

/** Compares a model directory with the sums recorded in it; null where there are none. */
export async function checkSums(directory: string, options: ReadingOptions = {}): Promise<SumsResult | null> {
  const manifest = await readManifest(directory);
  if (manifest !== null) {
    const entries = Object.entries(manifest.files).map(([name, { sha256 }]) => [name, sha256] as const);
    return {
      recordedIn: manifestFile,
      files: entries.length,
      wrong: await changed(directory, entries, options),
    };
  }
  const text = await readFile(join(directory, sumsFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const entries = [...text.matchAll(/^([0-9a-f]{64}) [ *](\S.*?)\r?$/gm)].map(
    ([, hash, name]) => [name!, hash!] as const,
  );
  const wrong = entries.length === 0 ? [sumsFile] : await changed(directory, entries, options);
  return { recordedIn: sumsFile, files: entries.length, wrong };
}

async function changed(
  directory: string,
  entries: readonly (readonly [name: string, sha256: string])[],
  options: ReadingOptions,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, sha256] of entries) {
    options.signal?.throwIfAborted();
    const found = await fileHash(join(directory, name), options).catch(() => null);
    if (found !== sha256) wrong.push(name);
  }
  return wrong;
}
