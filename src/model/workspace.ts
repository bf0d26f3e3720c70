import { createHash, randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** A workspace that nothing was written to for so long is dead wherever its process ran. */
const longestSilenceMs = 24 * 60 * 60 * 1000;

/**
 * A new name for a directory that only this process writes to, until it is finished and moved to its own name.
 * @param purpose such as `.compiling`; those of one purpose are removed together
 */
export function workspaceName(purpose: string): string {
  return [purpose, machine(), process.pid, randomUUID()].join('.');
}

/** Removes what processes left behind that no longer run: on this machine by their process, elsewhere by their age. */
export async function removeDeadWorkspaces(directory: string, purpose: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.startsWith(`${purpose}.`)) continue;
    const path = join(directory, name);
    if (isOfDeadProcess(name) || (await isSilent(path))) await rm(path, { recursive: true, force: true });
  }
}

function isOfDeadProcess(name: string): boolean {
  const [owner, pid] = name.split('.').slice(-3);
  return owner === machine() && pid !== undefined && !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
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

/** Tells machines (and containers) that share a cache directory apart. */
function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
}
