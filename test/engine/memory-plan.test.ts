import { describe, expect, it } from 'vitest';
import { measurePlan } from '../../src/engine/measure-plan.js';
import { isComplete, sizesToMeasure, sizesWithin, type MemoryPlan } from '../../src/engine/memory-plan.js';
import { planPath, readPlan, writePlan } from '../../src/engine/plan-file.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { builtEngine, cpuPlace } from './real-engine.js';

const plan: MemoryPlan = {
  steps: [
    { batchSize: 1, peakMiB: 100 },
    { batchSize: 2, peakMiB: 150 },
    { batchSize: 4, peakMiB: 250 },
  ],
  failedAt: null,
};

describe('a memory plan', () => {
  it('is made of powers of two and the size that is asked for', () => {
    expect(sizesToMeasure(1)).toEqual([1]);
    expect(sizesToMeasure(8)).toEqual([1, 2, 4, 8]);
    expect(sizesToMeasure(12)).toEqual([1, 2, 4, 8, 12]);
  });

  it('allows what keeps within the limit less headroom, and nothing larger than asked for', () => {
    expect(sizesWithin(plan, 4, { limitMiB: 250, headroom: 0 })).toEqual([1, 2, 4]);
    expect(sizesWithin(plan, 4, { limitMiB: 250, headroom: 0.1 })).toEqual([1, 2]);
    expect(sizesWithin(plan, 2, { limitMiB: 1000, headroom: 0 })).toEqual([1, 2]);
    expect(sizesWithin(plan, 4, { limitMiB: 99, headroom: 0 })).toEqual([]);
  });

  it('is complete when a larger batch could not be allowed, or none is asked for', () => {
    const roomy = { limitMiB: 1000, headroom: 0 };
    expect(isComplete(plan, [1, 2, 4], roomy)).toBe(true);
    expect(isComplete(plan, [1, 2, 4, 8], roomy)).toBe(false);
    expect(isComplete(plan, [1, 2, 4, 8], { limitMiB: 200, headroom: 0 })).toBe(true);
    expect(isComplete({ ...plan, failedAt: 8 }, [1, 2, 4, 8], roomy)).toBe(true);
    expect(isComplete(plan, [1, 2, 3, 4], roomy)).toBe(false);
  });

  it('is kept in a file of its own for every device, driver and runtime', async () => {
    const directory = await temporaryDirectory();
    const path = planPath(directory, { device: 'a card', driver: '570.1' });
    expect(path).not.toBe(planPath(directory, { device: 'a card', driver: '570.2' }));
    expect(await readPlan(path)).toBeNull();
    await writePlan(path, { device: 'a card', driver: '570.1' }, plan);
    expect(await readPlan(path)).toMatchObject(plan);
  });
});

describe('measuring', () => {
  it('runs rising sizes in a process that is gone afterwards, and ends with the first that passes the limit', async () => {
    const pids: number[] = [];
    const measure = (peaks: Readonly<Record<number, number>>, limitMiB: number): Promise<MemoryPlan> => {
      let runs = 0;
      const sizes = [1, 2, 4];
      return cpuPlace().then((place) =>
        measurePlan({
          program: builtEngine,
          place,
          sizes,
          budget: { limitMiB, headroom: 0, limited: true },
          peakMiB: (pid, { peakMiB }) => {
            pids.push(pid);
            expect(peakMiB).toBeGreaterThan(50);
            return Promise.resolve(peaks[sizes[runs++]!] ?? peakMiB);
          },
          onLog: () => undefined,
        }),
      );
    };
    const real = await measure({}, 100_000);
    expect(real.steps.map(({ batchSize }) => batchSize)).toEqual([1, 2, 4]);
    expect(real.steps[2]!.peakMiB).toBeGreaterThanOrEqual(real.steps[0]!.peakMiB);
    const stopped = await measure({ 1: 100, 2: 300, 4: 500 }, 200);
    expect(stopped.steps).toEqual([
      { batchSize: 1, peakMiB: 100 },
      { batchSize: 2, peakMiB: 300 },
    ]);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });
});
