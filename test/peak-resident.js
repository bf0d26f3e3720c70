// Plain JavaScript for the scripts that measure the compiled program.
import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has had, bytes. On Linux `maxRSS` is at least what the parent had when it started it
 * (getrusage(2)); the high-water mark of the process's own memory is not.
 * @returns {number}
 */
export function peakResident() {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'utf8') : '';
  const mark = /^VmHWM:\s+(\d+) kB$/m.exec(status);
  return 1024 * (mark === null ? process.resourceUsage().maxRSS : Number(mark[1]));
}
