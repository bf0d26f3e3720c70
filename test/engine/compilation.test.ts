import { rm } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CompilationLog } from '../../src/engine/compilation-log.js';
import { Engine } from '../../src/engine/engine.js';
import { measurePlan } from '../../src/engine/measure-plan.js';
import { compilingModel } from '../../src/messages/about-engine.js';
import { readModelPackage } from '../../src/model/package.js';
import { writeSmallModel } from '../model/small-model.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { builtEngine, cpuPlace, quiet } from './real-engine.js';

let modelDirectory: string;
beforeAll(async () => {
  modelDirectory = await writeSmallModel();
});
afterAll(async () => {
  await rm(modelDirectory, { recursive: true, force: true });
});

async function placeOfSmallModel(): ReturnType<typeof cpuPlace> {
  const { decoding } = await readModelPackage(modelDirectory);
  return cpuPlace({ modelDirectory, decoding, cacheDirectory: await temporaryDirectory() });
}

function expectRising(shares: readonly number[]): void {
  expect(shares.length).toBeGreaterThan(10);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
}

describe('an engine that has to compile first', () => {
  let engine: Engine | null = null;
  afterEach(() => engine?.close());

  it('tells how far the compiler is, and why it is not ready yet', async () => {
    const place = await placeOfSmallModel();
    const shares: number[] = [];
    const reasons = new Set<unknown>();
    engine = new Engine({
      program: builtEngine,
      place: () => Promise.resolve(place),
      log: quiet,
      onCompiling: (fraction) => {
        shares.push(fraction);
        reasons.add(engine?.reason);
        expect(engine?.state).toBe('STARTING');
      },
    });
    await engine.ready();
    expectRising(shares);
    const half = shares.find((share) => share > 0.5 && share < 1)!;
    expect([...reasons]).toContainEqual(compilingModel(half));
    expect(engine.reason).toBeNull();
  });

  it('says nothing of that where the graph is there already', async () => {
    const place = await placeOfSmallModel();
    const shares: number[] = [];
    for (let start = 0; start < 2; start++) {
      shares.length = 0;
      engine = new Engine({
        program: builtEngine,
        place: () => Promise.resolve(place),
        log: quiet,
        onCompiling: (fraction) => shares.push(fraction),
      });
      await engine.ready();
      engine.close();
    }
    expect(shares).toEqual([]);
  });

  it('is told by the measurement of its memory too, which comes first', async () => {
    const place = await placeOfSmallModel();
    const shares: number[] = [];
    await measurePlan({
      program: builtEngine,
      place,
      sizes: [1],
      budget: { limitMiB: Infinity, headroom: 0, limited: false },
      peakMiB: (_pid, { peakMiB }) => Promise.resolve(peakMiB),
      onLog: () => undefined,
      onProgress: (fraction) => shares.push(fraction),
    });
    expectRising(shares);
  });
});

describe('the log of a compilation', () => {
  function logged(every: number): string[] {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line: string) => lines.push(line) });
    let now = 0;
    const steps = new CompilationLog(log, () => now);
    for (let percent = 0; percent <= 100; percent++) {
      steps.reached(percent / 100);
      now += every;
    }
    return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  }

  it('has a line for every ten percent of a long one', () => {
    const lines = logged(1_000);
    expect(lines).toHaveLength(10);
    expect(lines[3]).toContain('40 %');
  });

  it('is silent about one that is over at once', () => {
    expect(logged(5)).toEqual([]);
  });
});
