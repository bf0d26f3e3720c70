import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readGraphSizes } from './graph-manifest.js';
import { isInUse, lastUse } from './graph-use.js';
import { removeDeadWorkspaces, workspaceName } from './workspace.js';

/** Compiled graphs take at most so much disk, about six of OFA-huge in FP32; what is in use stays whatever it takes. */
export const mostCacheBytes = 20 * 2 ** 30;

const evicting = '.evicting';

interface CachedEntry {
  readonly key: string;
  readonly directory: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/**
 * Removes the graphs that were not used for the longest time until the cache keeps within its limit.
 * @param keep key of the graph that was compiled just now
 */
export async function evictGraphs(
  cacheDirectory: string,
  keep: string,
  mostBytes = mostCacheBytes,
): Promise<void> {
  await removeDeadWorkspaces(cacheDirectory, evicting);
  const entries = await listEntries(cacheDirectory);
  let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { key, directory, bytes } of entries.sort((a, b) => a.usedAt - b.usedAt)) {
    if (total <= mostBytes) return;
    if (key !== keep && (await evict(cacheDirectory, key, directory))) total -= bytes;
  }
}

/** Only what is a finished graph; whoever removes one at the same time is no error. */
async function listEntries(cacheDirectory: string): Promise<CachedEntry[]> {
  const entries: CachedEntry[] = [];
  for (const key of await readdir(cacheDirectory)) {
    const directory = join(cacheDirectory, key);
    const sizes = await readGraphSizes(directory);
    if (sizes === null) continue;
    const usedAt = await lastUse(directory).catch(() => null);
    if (usedAt !== null) entries.push({ key, directory, bytes: sizes.bytes, usedAt });
  }
  return entries;
}

/** Moved away before it is deleted, so that nobody ever sees half of it, and back if somebody opened it meanwhile. */
async function evict(cacheDirectory: string, key: string, directory: string): Promise<boolean> {
  const away = join(cacheDirectory, workspaceName(`${evicting}.${key}`));
  try {
    if (await isInUse(directory)) return false;
    await rename(directory, away);
    if (await isInUse(away)) {
      await rename(away, directory);
      return false;
    }
    await rm(away, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
