import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readGraphOrigin } from './graph-manifest.js';
import { removeDeadWorkspaces, workspaceName } from './workspace.js';

const removed = '.removed';

/**
 * Removes every compiled graph of a model from a cache directory, with what was measured of it.
 * @param modelHash `ModelPackage.hash`
 * @returns bytes of what was removed
 */
export async function removeGraphsOf(cacheDirectory: string, modelHash: string): Promise<number> {
  const keys = await readdir(cacheDirectory).catch(() => []);
  if (keys.length > 0) await removeDeadWorkspaces(cacheDirectory, removed);
  let bytes = 0;
  for (const key of keys.filter((name) => !name.startsWith('.'))) {
    const origin = await readGraphOrigin(join(cacheDirectory, key));
    if (origin?.modelHash !== modelHash) continue;
    // Away from its name first, so that nobody ever sees half of it.
    const grave = join(cacheDirectory, workspaceName(removed));
    await rename(join(cacheDirectory, key), grave);
    await rm(grave, { recursive: true, force: true });
    bytes += origin.bytes;
  }
  return bytes;
}
