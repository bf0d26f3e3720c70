import { afterEach, describe, expect, it } from 'vitest';
import { Arrivals } from '../../src/engine/arrivals.js';
import { BatchLane } from '../../src/engine/batch-lane.js';
import type { EngineProgram } from '../../src/engine/engine-process.js';
import { Engine } from '../../src/engine/engine.js';
import { builtEngine, cpuPlace, photo, quiet } from './real-engine.js';
import { KeepingRecorder } from './scripted-engine.js';

const hungryEngine: EngineProgram = { entry: new URL('fixtures/hungry-engine.js', import.meta.url) };
const engines: Engine[] = [];

async function laneOn(
  program: EngineProgram,
): Promise<{ engine: Engine; recorder: KeepingRecorder; caption: (id: number) => Promise<void> }> {
  const engine = new Engine({ program, place: () => cpuPlace(), log: quiet });
  engines.push(engine);
  await engine.ready();
  const recorder = new KeepingRecorder();
  const arrivals = new Arrivals();
  const lane = new BatchLane({ engine, recorder, arrivals, batchSize: 8, maxBatchDelayMs: 0 });
  const caption = (captionId: number): Promise<void> =>
    lane.submit({
      captionId,
      askedAt: performance.now(),
      work: {
        key: String(captionId),
        path: photo('dog.webp'),
        maxImageSize: null,
        seed: null,
        priority: 'NORMAL',
        single: true,
        maxRetries: 0,
        retryDelayMs: 10,
      },
    });
  return { engine, recorder, caption };
}

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

describe('an engine that is replaced', () => {
  it('loses nothing that was asked for before, meanwhile and after, with no retry to spare', async () => {
    const { engine, recorder, caption } = await laneOn(builtEngine);
    const before = engine.pid;
    const first = numbers(0, 20).map(caption);
    const replaced = engine.replace();
    const meanwhile = numbers(20, 40).map(caption);
    await replaced;
    await Promise.all([...first, ...meanwhile, ...numbers(40, 45).map(caption)]);
    expect(engine.pid).not.toBe(before);
    expect(engine.restarts).toBe(0);
    expect([...recorder.endings.values()].every(({ result }) => 'hypotheses' in result)).toBe(true);
    expect([...recorder.endings.values()].every(({ attempts }) => attempts === 1)).toBe(true);
    expect(recorder.endings.size).toBe(45);
  });

  it('starts on a fresh arena after memory has run out, with smaller batches from then on', async () => {
    const { engine, recorder, caption } = await laneOn(hungryEngine);
    const before = engine.pid;
    await Promise.all(numbers(0, 24).map(caption));
    expect(engine.pid).not.toBe(before);
    expect([...recorder.endings.values()].every(({ result }) => 'hypotheses' in result)).toBe(true);
    const failed = recorder.runs.filter(({ error }) => error !== null);
    expect(failed.every(({ error }) => error!.code === 'OUT_OF_MEMORY')).toBe(true);
    await Promise.all(numbers(100, 108).map(caption));
    expect(recorder.runs.slice(-4).map(({ batchSize, error }) => [batchSize, error])).toEqual(
      Array(4).fill([2, null]),
    );
  });

  it('gives memory back when nobody has needed it for a while', async () => {
    let starts = 0;
    const place = (): ReturnType<typeof cpuPlace> => {
      starts++;
      return cpuPlace();
    };
    const engine = new Engine({ program: builtEngine, place, log: quiet, idleReleaseMs: 200 });
    engines.push(engine);
    await engine.ready();
    const { pid } = engine;
    const pictures = await Promise.all(numbers(0, 128).map(() => engine.prepare(photo('dog.webp'), null)));
    await engine.run(pictures, null);
    const grown = (await engine.memory())!.residentMiB;
    await expect.poll(() => engine.pid !== pid || starts > 1, { timeout: 5000 }).toBe(true);
    await engine.ready();
    expect((await engine.memory())!.residentMiB).toBeLessThan(grown);
  });
});
