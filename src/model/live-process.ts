import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** Tells machines (and containers) that share a directory apart. */
export function machine(): string {
  return createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
}

/** Whether a process of this machine is running. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
