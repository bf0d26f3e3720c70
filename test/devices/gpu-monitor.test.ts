import { readFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { GpuMonitor, type GpuMonitorOptions } from '../../src/devices/gpu-monitor.js';
import type { GpuReading } from '../../src/devices/gpu-reading.js';
import { DeviceError } from '../../src/errors/device-error.js';
import { isAlive } from '../is-alive.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { recording, replayed, type Scenario } from './replayed-nvidia-smi.js';

const monitors: GpuMonitor[] = [];

function watching(scenario: Scenario, options: Partial<GpuMonitorOptions> = {}): GpuMonitor {
  const monitor = new GpuMonitor({ restartAfterMs: 20, nvidiaSmi: replayed(scenario), ...options });
  monitors.push(monitor);
  return monitor;
}

/** The next readings, among those published. */
function readings(monitor: GpuMonitor, count: number): Promise<GpuReading[]> {
  const seen: GpuReading[] = [];
  return new Promise((resolve) => {
    const done = monitor.onReading((reading) => {
      if (seen.push(reading) < count) return;
      done();
      resolve(seen);
    });
  });
}

/** How many lives there were, and how many at once. */
async function livesIn(path: string): Promise<{ total: number; most: number; now: number }> {
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  let [total, most] = [0, 0];
  const alive = new Set<number>();
  for (const line of lines) {
    const [event, pid] = line.split(' ');
    if (event === 'start') {
      // One that was killed could not say so.
      for (const earlier of alive) if (!isAlive(earlier)) alive.delete(earlier);
      alive.add(Number(pid));
      total++;
    }
    if (event === 'end') alive.delete(Number(pid));
    most = Math.max(most, alive.size);
  }
  return { total, most, now: [...alive].filter(isAlive).length };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(20);
}

afterEach(() => {
  for (const monitor of monitors.splice(0)) monitor.stop();
});

describe('the GPU monitor', () => {
  it('reads again and again from one process, for all who ask', async () => {
    const lives = join(await temporaryDirectory(), 'lives');
    const monitor = watching({
      capabilities: '0, 7.5\n1, 7.5\n',
      steps: [{ file: recording('dual-2070') }, { wait: 30 }, { file: recording('dual-2070') }],
      from: 1,
      lives,
    });
    expect(monitor.latest).toBeNull();
    const [first, second] = await Promise.all([monitor.firstReading(), monitor.firstReading()]);
    expect(second).toBe(first);
    expect(first.gpus.map(({ computeCapability }) => computeCapability)).toEqual(['7.5', '7.5']);
    monitor.start();
    const [next] = await readings(monitor, 3);
    expect(next).toMatchObject({ driver: '590.44.01', reason: null });
    expect(next?.at).toBeGreaterThanOrEqual(first.at);
    expect(monitor.latest?.gpus).toHaveLength(2);
    expect(await livesIn(lives)).toEqual({ total: 1, most: 1, now: 1 });
    expect(await readFile(lives, 'utf8')).toMatch(/^start \d+ -q -x -l 1\n$/);
  });

  it('reads documents in small pieces, and past broken ones', async () => {
    const monitor = watching({
      steps: [
        { file: recording('tesla-t4'), pieces: 100 },
        { text: '<nvidia_smi_log><gpu><product_name>cut' },
        { text: 'garbage\n' },
        { text: '<nvidia_smi_log><gpu></nvidia_smi_log' },
        { file: recording('rtx-3060'), pieces: 333 },
        { hang: true },
      ],
    });
    const [first, second] = await readings((monitor.start(), monitor), 2);
    expect(first?.gpus).toMatchObject([{ name: 'Tesla T4', computeCapability: null }]);
    expect(second?.gpus).toMatchObject([{ name: 'NVIDIA GeForce RTX 3060' }]);
  });

  it('says that nvidia-smi is missing, and looks again when asked again', async () => {
    const monitor = watching({ steps: [] }, { nvidiaSmi: { command: 'no-such-nvidia-smi', args: [] } });
    const refusal = await monitor.firstReading().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DeviceError);
    expect(refusal).toMatchObject({
      code: 'DEVICE_UNAVAILABLE',
      message: expect.stringContaining('no-such-nvidia-smi was not found') as string,
    });
    expect(monitor.latest).toMatchObject({ gpus: [], driver: null });
    expect(monitor.latest?.reason?.zh).toContain('找不到');
    await expect(monitor.firstReading()).rejects.toThrow('was not found');
  });

  it('repeats what nvidia-smi said when it ends without an answer', async () => {
    const said =
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.";
    const monitor = watching({ steps: [{ text: `${said}\n\n` }, { exit: 9 }] });
    await expect(monitor.firstReading()).rejects.toThrow(`ended with status 9: ${said}`);
    const toErrors = watching({ steps: [{ error: 'Segmentation fault\n' }, { exit: 139 }] });
    await expect(toErrors.firstReading()).rejects.toThrow('ended with status 139: Segmentation fault');
    const silent = watching({ steps: [{ text: '\n' }, { exit: 0 }] });
    await expect(silent.firstReading()).rejects.toThrow(/ended with status 0$/);
  });

  it('takes it for an answer that there is no GPU', async () => {
    const monitor = watching({ steps: [{ text: 'No devices were found\n' }, { exit: 6 }] });
    expect(await monitor.firstReading()).toMatchObject({ gpus: [], reason: null });
  });

  it.each([
    ['says nothing', [{ hang: true }]],
    ['prints anything but XML', [{ text: '+---------------+\n' }, { hang: true }]],
  ])('gives up a process that %s', async (_, steps) => {
    const lives = join(await temporaryDirectory(), 'lives');
    const monitor = watching({ capabilities: '', steps, lives }, { answerWithinMs: 2000 });
    await expect(monitor.firstReading()).rejects.toThrow('did not answer within 2 s');
    await until(async () => (await livesIn(lives)).total > 1);
    expect((await livesIn(lives)).most).toBe(1);
  });

  it('starts the process again when it ends, one after the other', async () => {
    const lives = join(await temporaryDirectory(), 'lives');
    const monitor = watching({ steps: [{ file: recording('tesla-t4') }, { exit: 1 }], lives });
    const seen = await readings((monitor.start(), monitor), 6);
    expect(seen.map(({ gpus, reason }) => [gpus.length, reason === null])).toEqual([
      [1, true],
      [0, false],
      [1, true],
      [0, false],
      [1, true],
      [0, false],
    ]);
    expect(await livesIn(lives)).toMatchObject({ most: 1 });
  });

  it('stops the process, tells who waits, and can start again at once', async () => {
    const lives = join(await temporaryDirectory(), 'lives');
    const monitor = watching({
      steps: [{ wait: 200 }, { file: recording('tesla-t4') }, { hang: true }],
      lives,
    });
    const waiting = monitor.firstReading();
    await until(async () => (await livesIn(lives)).total === 1);
    monitor.stop();
    await expect(waiting).rejects.toThrow('not watched any more');
    expect((await monitor.firstReading()).gpus).toHaveLength(1);
    expect(await livesIn(lives)).toEqual({ total: 2, most: 1, now: 1 });
    monitor.stop();
    await until(async () => (await livesIn(lives)).now === 0);
  });

  it('takes the process along when the server ends', async () => {
    const lives = join(await temporaryDirectory(), 'lives');
    const { command, args } = replayed({ steps: [{ file: recording('tesla-t4') }, { hang: true }], lives });
    const module = fileURLToPath(new URL('../../dist/devices/gpu-monitor.js', import.meta.url));
    const server = spawn(process.execPath, [
      '--input-type=module',
      '--eval',
      `import { GpuMonitor } from ${JSON.stringify(module)};
       await new GpuMonitor({ nvidiaSmi: ${JSON.stringify({ command, args })} }).firstReading();
       process.exit(0);`,
    ]);
    const [status] = (await once(server, 'exit')) as [number | null];
    expect(status).toBe(0);
    await until(async () => (await livesIn(lives)).now === 0);
    expect((await livesIn(lives)).total).toBe(1);
  });
});
