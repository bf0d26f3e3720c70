import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileHash } from '../model/file-hash.js';

/** A list of files with their SHA-256, as `sha256sum` writes it. */
const sumsFile = 'SHA256SUMS';

export interface SumsResult {
  readonly files: number;
  /** Names of those that are missing or have other bytes. */
  readonly wrong: readonly string[];
}

/** Compares a model directory with the SHA256SUMS in it; null where there is none. */
export async function checkSums(directory: string): Promise<SumsResult | null> {
  const text = await readFile(join(directory, sumsFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const entries = [...text.matchAll(/^([0-9a-f]{64}) [ *](\S.*?)\r?$/gm)];
  const wrong: string[] = [];
  for (const [, hash, name] of entries) {
    if ((await fileHash(join(directory, name!)).catch(() => null)) !== hash) wrong.push(name!);
  }
  return { files: entries.length, wrong: entries.length === 0 ? [sumsFile] : wrong };
}
