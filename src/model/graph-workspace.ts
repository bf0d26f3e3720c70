import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, machine } from './live-process.js';

const prefix = '.compiling';

/** A workspace that nothing was written to for so long is dead wherever its process ran. */
const longestSilenceMs = 24 * 60 * 60 * 1000;

/** A new name for the directory in which this process compiles a graph. */
export function workspaceName(key: string): string {
  return [prefix, key, machine(), process.pid, randomUUID()].join('.');
}

/** Removes what compilers left behind that no longer run: on this machine by their process, elsewhere by their age. */
export async function removeDeadWorkspaces(cacheDirectory: string): Promise<void> {
  for (const name of await readdir(cacheDirectory)) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const path = join(cacheDirectory, name);
    if (isOfDeadProcess(name) || (await isSilent(path))) await rm(path, { recursive: true, force: true });
  }
}

function isOfDeadProcess(name: string): boolean {
  const [, , , owner, pid] = name.split('.');
  return owner === machine() && pid !== undefined && !isRunning(Number(pid));
}

async function isSilent(path: string): Promise<boolean> {
  try {
    const entries = await readdir(path);
    const times = await Promise.all([path, ...entries.map((entry) => join(path, entry))].map(modified));
    return Date.now() - Math.max(...times) > longestSilenceMs;
  } catch {
    return false;
  }
}

async function modified(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}
