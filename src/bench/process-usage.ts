import { readFile, readdir } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second (`sysconf(_SC_CLK_TCK)`). */
const ticksPerSecond = 100;

export interface ProcessUsage {
  readonly cpuSeconds: number;
  /** Largest resident set so far. */
  readonly peakMiB: number;
}

/** What a process has used so far, from `/proc`; null where there is none or the process is gone. */
export async function processUsage(pid: number): Promise<ProcessUsage | null> {
  try {
    const fields = await statFields(pid);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const peakKiB = Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? NaN);
    // proc(5): utime and stime are fields 14 and 15; the list begins with field 3.
    return {
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      peakMiB: peakKiB / 1024,
    };
  } catch {
    return null;
  }
}

/** Processes whose parent is `pid`. */
export async function childrenOf(pid: number): Promise<number[]> {
  const names = await readdir('/proc').catch(() => []);
  const children: number[] = [];
  for (const name of names.filter((entry) => /^\d+$/.test(entry))) {
    const fields = await statFields(Number(name)).catch(() => null);
    if (fields !== null && Number(fields[1]) === pid) children.push(Number(name));
  }
  return children;
}

/** The fields after the command's name, which may itself contain blanks and brackets. */
async function statFields(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
