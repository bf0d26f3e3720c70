import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, machine } from './live-process.js';

const prefix = 'in-use';
/** On another machine nobody can be asked: what was opened there counts as in use for so long. */
const elsewhereMs = 7 * 24 * 60 * 60 * 1000;

/** Marks a graph's directory as used by this process for as long as it lives, and forgets processes that have ended. */
export async function markInUse(directory: string): Promise<void> {
  const path = join(directory, [prefix, machine(), process.pid].join('.'));
  await writeFile(path, '');
  const now = new Date();
  await utimes(directory, now, now);
  await liveUsers(directory);
}

/** When it was last used, milliseconds since 1970. */
export async function lastUse(directory: string): Promise<number> {
  return (await stat(directory)).mtimeMs;
}

/** Whether a process that has opened the graph is still running. */
export async function isInUse(directory: string): Promise<boolean> {
  return (await liveUsers(directory)) > 0;
}

/** Counts the processes that use a graph, and removes the marks of those that have ended. */
async function liveUsers(directory: string): Promise<number> {
  let live = 0;
  for (const name of await readdir(directory)) {
    if (!name.startsWith(`${prefix}.`)) continue;
    const path = join(directory, name);
    if (await isLive(name, path)) live++;
    else await rm(path, { force: true });
  }
  return live;
}

async function isLive(name: string, path: string): Promise<boolean> {
  const [, owner, pid] = name.split('.');
  if (owner === machine()) return isRunning(Number(pid));
  const marked = await stat(path).catch(() => null);
  return marked !== null && Date.now() - marked.mtimeMs < elsewhereMs;
}
