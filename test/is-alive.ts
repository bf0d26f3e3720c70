import { readFileSync } from 'node:fs';

/** Whether the process runs. One that ended and waits to be collected by its parent still answers signals: it does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !hasEnded(pid);
}

function hasEnded(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    // "PID (NAME) STATE …"; the name may hold anything, parentheses too.
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return ['Z', 'X'].includes(stat.charAt(stat.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}
