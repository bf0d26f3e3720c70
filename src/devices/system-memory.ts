import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

export interface SystemMemory {
  /** What this process and its neighbours may use together. */
  readonly totalMiB: number;
  /** What they may still take; memory that only caches files counts as free. */
  readonly availableMiB: number;
}

const MiB = 1024 * 1024;

/**
 * Memory of the machine, or of the control group (a container, a service with MemoryMax=) where that allows less.
 * @param root where /proc and /sys are
 */
export function systemMemory(root = '/'): SystemMemory {
  const read = (path: string): string => textOf(join(root, path));
  const machine = machineMemory(read('proc/meminfo'));
  const groups = memoryGroups(read('proc/self/cgroup'), read);
  const total = Math.min(machine.total, ...groups.map(({ limit }) => limit));
  const available = Math.min(machine.available, ...groups.map(({ limit, used }) => limit - used));
  return { totalMiB: Math.floor(total / MiB), availableMiB: Math.max(0, Math.floor(available / MiB)) };
}

function machineMemory(meminfo: string): { total: number; available: number } {
  return {
    total: kibibytesOf(meminfo, 'MemTotal') ?? totalmem(),
    available: kibibytesOf(meminfo, 'MemAvailable') ?? freemem(),
  };
}

interface MemoryGroup {
  /** Bytes. */
  readonly limit: number;
  readonly used: number;
}

/** How control groups of version 2 and 1 name the same things. */
const versions = [
  {
    line: /^0::(.*)$/m,
    mount: 'sys/fs/cgroup',
    limit: 'memory.max',
    used: 'memory.current',
    cache: 'inactive_file',
  },
  {
    line: /^\d+:(?:[^:]*,)?memory(?:,[^:]*)?:(.*)$/m,
    mount: 'sys/fs/cgroup/memory',
    limit: 'memory.limit_in_bytes',
    used: 'memory.usage_in_bytes',
    cache: 'total_inactive_file',
  },
] as const;

/** The groups with a limit that this process is in: a limit of a group holds for all below it. */
function memoryGroups(membership: string, read: (path: string) => string): MemoryGroup[] {
  return versions.flatMap(({ line, mount, limit, used, cache }) => {
    const [, path] = line.exec(membership) ?? [];
    if (path === undefined) return [];
    return upwards(path).flatMap((group) => {
      const folder = join(mount, group);
      const most = bytesOf(read(join(folder, limit)));
      const inUse = bytesOf(read(join(folder, used)));
      if (most === null || inUse === null) return [];
      const [, cached = '0'] =
        new RegExp(`^${cache} (\\d+)$`, 'm').exec(read(join(folder, 'memory.stat'))) ?? [];
      return [{ limit: most, used: Math.max(0, inUse - Number(cached)) }];
    });
  });
}

/** `/a/b` → `/a/b`, `/a`, `/`. */
function upwards(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...upwards(parent)];
}

/** Memory of a process that is in RAM, MiB; null where it cannot be told: not on Linux, or no such process. */
export function residentMiB(pid: number): Promise<number | null> {
  return statusMiB(pid, 'VmRSS');
}

/** The most that {@link residentMiB} ever was. */
export function peakResidentMiB(pid: number): Promise<number | null> {
  return statusMiB(pid, 'VmHWM');
}

async function statusMiB(pid: number, field: string): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const bytes = kibibytesOf(status, field);
  return bytes === null ? null : bytes / MiB;
}

/** A line `field:   1234 kB`, in bytes. */
function kibibytesOf(text: string, field: string): number | null {
  const [, kibibytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(text) ?? [];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

/** `max`, and every number beyond what a machine can have, is no limit. */
function bytesOf(text: string): number | null {
  const bytes = /^\d+\s*$/.test(text) ? Number(text) : NaN;
  return bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
