import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { peakResidentMiB, residentMiB, systemMemory } from '../../src/devices/system-memory.js';
import { temporaryDirectory } from '../temporary-directory.js';

const GiB = 1024 ** 3;
const meminfo = `MemTotal:       16777216 kB
MemFree:         1048576 kB
MemAvailable:    8388608 kB
Buffers:          204800 kB
`;

/** A machine of 16 GiB with 8 GiB available, and these files. */
async function machine(files: Record<string, string>): Promise<string> {
  const root = await temporaryDirectory();
  for (const [path, content] of Object.entries({ 'proc/meminfo': meminfo, ...files })) {
    await mkdir(join(root, dirname(path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

describe('the memory of the machine', () => {
  it('is what the system says', () => {
    const { totalMiB, availableMiB } = systemMemory();
    expect(totalMiB).toBeGreaterThan(100);
    expect(totalMiB).toBeLessThanOrEqual(Math.ceil(totalmem() / 2 ** 20));
    expect(availableMiB).toBeGreaterThanOrEqual(0);
    expect(availableMiB).toBeLessThanOrEqual(totalMiB);
  });

  it('counts memory that caches files as available', async () => {
    expect(systemMemory(await machine({}))).toEqual({ totalMiB: 16_384, availableMiB: 8192 });
  });

  it('is the limit of a container with control groups of version 2', async () => {
    const root = await machine({
      'proc/self/cgroup': '0::/\n',
      'sys/fs/cgroup/memory.max': `${2 * GiB}\n`,
      'sys/fs/cgroup/memory.current': `${1.5 * GiB}\n`,
      'sys/fs/cgroup/memory.stat': `anon 536870912\nfile 1073741824\ninactive_file ${GiB}\n`,
    });
    expect(systemMemory(root)).toEqual({ totalMiB: 2048, availableMiB: 1536 });
  });

  it('is the least limit among the groups above the process', async () => {
    const slice = 'sys/fs/cgroup/system.slice';
    const root = await machine({
      'proc/self/cgroup': '0::/system.slice/captions.service\n',
      [`${slice}/captions.service/memory.max`]: 'max\n',
      [`${slice}/captions.service/memory.current`]: '1000\n',
      [`${slice}/memory.max`]: `${4 * GiB}\n`,
      [`${slice}/memory.current`]: `${3 * GiB}\n`,
    });
    expect(systemMemory(root)).toEqual({ totalMiB: 4096, availableMiB: 1024 });
  });

  it('is the limit of a container with control groups of version 1', async () => {
    const root = await machine({
      'proc/self/cgroup': '12:cpu,cpuacct:/\n9:memory:/docker/abc\n0::/system\n',
      // Inside a container its own group is mounted as the root.
      'sys/fs/cgroup/memory/memory.limit_in_bytes': `${GiB}\n`,
      'sys/fs/cgroup/memory/memory.usage_in_bytes': `${2 * GiB}\n`,
      'sys/fs/cgroup/memory/memory.stat': `cache 0\ntotal_inactive_file ${1.25 * GiB}\n`,
    });
    expect(systemMemory(root)).toEqual({ totalMiB: 1024, availableMiB: 256 });
  });

  it('is not limited by what means no limit', async () => {
    const root = await machine({
      'proc/self/cgroup': '9:memory:/\n',
      'sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
      'sys/fs/cgroup/memory/memory.usage_in_bytes': '1000\n',
    });
    expect(systemMemory(root)).toEqual({ totalMiB: 16_384, availableMiB: 8192 });
  });

  it('is never less than nothing', async () => {
    const root = await machine({
      'proc/self/cgroup': '0::/\n',
      'sys/fs/cgroup/memory.max': '1000000\n',
      'sys/fs/cgroup/memory.current': '2000000\n',
    });
    expect(systemMemory(root).availableMiB).toBe(0);
  });
});

describe.skipIf(!existsSync('/proc/self/status'))('the memory of a process', () => {
  it('grows with what it holds, and the peak stays', async () => {
    const child = spawn(
      process.execPath,
      [
        '--expose-gc',
        '--eval',
        `let held = Buffer.alloc(200 * 2 ** 20, 1); console.log('held');
         process.stdin.once('data', () => { held = null; gc(); gc(); console.log('free'); process.stdin.resume(); });`,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const said = child.stdout.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    await said.next();
    const held = (await residentMiB(child.pid!)) ?? 0;
    expect(held).toBeGreaterThan(200);
    child.stdin.write('go\n');
    await said.next();
    expect(await residentMiB(child.pid!)).toBeLessThan(held - 150);
    expect(await peakResidentMiB(child.pid!)).toBeGreaterThanOrEqual(held - 1);
    child.kill();
  });

  it('is unknown when there is no such process', async () => {
    expect(await residentMiB(2 ** 30)).toBeNull();
    expect(await peakResidentMiB(2 ** 30)).toBeNull();
  });
});
