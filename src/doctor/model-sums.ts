import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

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
    if ((await hashOf(join(directory, name!))) !== hash) wrong.push(name!);
  }
  return { files: entries.length, wrong: entries.length === 0 ? [sumsFile] : wrong };
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 }))
      hash.update(piece as Buffer);
  } catch {
    return null;
  }
  return hash.digest('hex');
}
