import { describe, expect, it } from 'vitest';
import { Arrivals } from '../../src/engine/arrivals.js';
import { BatchLane, type Submission } from '../../src/engine/batch-lane.js';
import { Engine } from '../../src/engine/engine.js';
import { LaneGroup } from '../../src/engine/lane-group.js';
import { builtEngine, cpuPlace, photo, quiet } from './real-engine.js';
import { KeepingRecorder } from './scripted-engine.js';

function submission(captionId: number, key = String(captionId)): Submission {
  return {
    captionId,
    askedAt: performance.now(),
    work: {
      key,
      path: photo('dog.webp'),
      maxImageSize: null,
      seed: null,
      priority: 'NORMAL',
      single: true,
      maxRetries: 1,
      retryDelayMs: 10,
    },
  };
}

async function twoEngines(): Promise<{ group: LaneGroup; recorders: KeepingRecorder[]; engines: Engine[] }> {
  const engines = [1, 2].map(
    () => new Engine({ program: builtEngine, place: () => cpuPlace({ threads: 1 }), log: quiet }),
  );
  await Promise.all(engines.map((engine) => engine.ready()));
  const recorders = engines.map(() => new KeepingRecorder());
  const arrivals = new Arrivals();
  const members = engines.map((engine, index) => ({
    engine,
    lane: new BatchLane({ engine, recorder: recorders[index]!, arrivals, batchSize: 4, maxBatchDelayMs: 0 }),
  }));
  return { group: new LaneGroup(members), recorders, engines };
}

describe('several devices', () => {
  it('share the work by load, and one place where work is the same', async () => {
    const { group, recorders, engines } = await twoEngines();
    expect(group.freePlaces).toBe(8);
    const work = Array.from({ length: 24 }, (_, id) => group.submit(submission(id)));
    const same = Array.from({ length: 10 }, (_, id) => group.submit(submission(100 + id, 'the same')));
    expect(group.waiting + (group.running ? 8 : 0)).toBeGreaterThan(0);
    await Promise.all([...work, ...same]);
    const [one, other] = recorders.map(({ endings }) => [...endings.keys()]);
    expect(one!.length).toBeGreaterThan(4);
    expect(other!.length).toBeGreaterThan(4);
    const shared = recorders.filter(({ endings }) => [...endings.keys()].some((id) => id >= 100));
    expect(shared).toHaveLength(1);
    for (const engine of engines) engine.close();
  });

  it('leave out one that is not available while another is', async () => {
    const { group, recorders, engines } = await twoEngines();
    engines[0]!.close();
    await Promise.all(Array.from({ length: 12 }, (_, id) => group.submit(submission(id))));
    expect(recorders[0]!.endings.size).toBe(0);
    expect(recorders[1]!.endings.size).toBe(12);
    engines[1]!.close();
  });
});
