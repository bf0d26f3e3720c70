import { afterAll, describe, expect, it } from 'vitest';
import { Arrivals } from '../../src/engine/arrivals.js';
import { BatchLane } from '../../src/engine/batch-lane.js';
import type { Engine } from '../../src/engine/engine.js';
import { markedPhoto } from './marked-photo.js';
import { deadlyEngine, photo, startEngine } from './real-engine.js';
import { KeepingRecorder } from './scripted-engine.js';

const engines: Engine[] = [];

afterAll(() => {
  for (const engine of engines) engine.close();
});

async function newLane(): Promise<{ engine: Engine; recorder: KeepingRecorder; lane: BatchLane }> {
  const engine = await startEngine(deadlyEngine);
  engines.push(engine);
  await engine.ready();
  const recorder = new KeepingRecorder();
  const lane = new BatchLane({
    engine,
    recorder,
    arrivals: new Arrivals(),
    batchSize: 4,
    maxBatchDelayMs: 0,
  });
  return { engine, recorder, lane };
}

function work(path: string) {
  return {
    key: path,
    path,
    maxImageSize: null,
    seed: null,
    priority: 'NORMAL',
    single: true,
    maxRetries: 1,
    retryDelayMs: 10,
  } as const;
}

describe('a picture that kills the engine each time', () => {
  it('ends in ENGINE_FAILED, and its neighbours succeed', async () => {
    const { recorder, lane } = await newLane();
    const deadly = await markedPhoto('dog.webp', 'DEADLY');
    const paths = [photo('cow.webp'), deadly, photo('coffee.png'), photo('rocket.jpg')];
    const results = await Promise.allSettled(
      paths.map((path, index) =>
        lane.submit({ captionId: index, askedAt: performance.now(), work: work(path) }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'ENGINE_FAILED' } });
    expect(recorder.endings.get(1)!.attempts).toBeGreaterThanOrEqual(3);
  });
});

describe('a run that never ends', () => {
  it('is ended with its engine once it took ten times what such a batch took before', async () => {
    const { engine, lane } = await newLane();
    await lane.submit({ captionId: 1, askedAt: performance.now(), work: work(photo('cow.webp')) });
    const hanging = await markedPhoto('dog.webp', 'HANGING');
    const hung = lane.submit({
      captionId: 2,
      askedAt: performance.now(),
      work: { ...work(hanging), maxRetries: 0 },
    });
    await expect(hung).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    expect(engine.restarts).toBe(1);
    await lane.submit({ captionId: 3, askedAt: performance.now(), work: work(photo('coffee.png')) });
  });
});
