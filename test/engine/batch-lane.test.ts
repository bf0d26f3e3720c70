import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Arrivals } from '../../src/engine/arrivals.js';
import { BatchLane, type LaneOptions } from '../../src/engine/batch-lane.js';
import type { PictureWork, Priority } from '../../src/engine/batch-slot.js';
import { CodedError } from '../../src/errors/coded-error.js';
import { KeepingRecorder, ScriptedEngine } from './scripted-engine.js';

let engine: ScriptedEngine;
let recorder: KeepingRecorder;
let arrivals: Arrivals;
let nextId: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  engine = new ScriptedEngine();
  recorder = new KeepingRecorder();
  arrivals = new Arrivals();
  nextId = 1;
});

afterEach(() => {
  vi.useRealTimers();
});

function newLane(options: Partial<LaneOptions> = {}): BatchLane {
  return new BatchLane({ engine, recorder, arrivals, batchSize: 4, maxBatchDelayMs: 50, ...options });
}

function work(path: string, priority: Priority = 'NORMAL'): PictureWork {
  return {
    key: path,
    path,
    maxImageSize: null,
    seed: null,
    priority,
    single: true,
    maxRetries: 2,
    retryDelayMs: 1000,
  };
}

function submit(
  lane: BatchLane,
  path: string,
  priority: Priority = 'NORMAL',
  signal: AbortSignal | null = null,
): Promise<void> {
  const done = lane.submit({
    captionId: nextId++,
    askedAt: performance.now(),
    work: work(path, priority),
    signal,
  });
  done.catch(() => undefined);
  return done;
}

describe('BatchLane', () => {
  it('runs what comes in the same tick together, up to the batch size', async () => {
    const lane = newLane();
    for (const path of ['a', 'b', 'c', 'd', 'e', 'f']) void submit(lane, path);
    await vi.runAllTimersAsync();
    expect(engine.runs).toEqual([
      ['a', 'b', 'c', 'd'],
      ['e', 'f'],
    ]);
    expect(recorder.runs.map((run) => run.batchSize)).toEqual([4, 2]);
  });

  it('does not wait for company when nobody is on the way', async () => {
    const done = submit(newLane(), 'a');
    await vi.advanceTimersByTimeAsync(1);
    expect(engine.runs).toEqual([['a']]);
    await vi.runAllTimersAsync();
    await done;
  });

  it('waits for a request that is being received, but no longer than the delay', async () => {
    const lane = newLane();
    const end = arrivals.begin();
    void submit(lane, 'a');
    await vi.advanceTimersByTimeAsync(30);
    expect(engine.runs).toEqual([]);
    void submit(lane, 'b');
    end();
    await vi.advanceTimersByTimeAsync(2);
    expect(engine.runs).toEqual([['a', 'b']]);
    await vi.runAllTimersAsync();

    arrivals.begin();
    void submit(lane, 'c');
    await vi.advanceTimersByTimeAsync(49);
    expect(engine.runs).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(3);
    expect(engine.runs.at(-1)).toEqual(['c']);
  });

  it('never waits with a delay of 0', async () => {
    arrivals.begin();
    void submit(newLane({ maxBatchDelayMs: 0 }), 'a');
    await vi.advanceTimersByTimeAsync(2);
    expect(engine.runs).toEqual([['a']]);
  });

  it('prepares the next batch while one runs', async () => {
    const lane = newLane({ batchSize: 2 });
    for (const path of ['a', 'b', 'c', 'd', 'e']) void submit(lane, path);
    await vi.advanceTimersByTimeAsync(50);
    expect(engine.runs).toEqual([['a', 'b']]);
    expect(engine.prepared).toEqual(['a', 'b', 'c', 'd']);
    await vi.runAllTimersAsync();
  });

  it('lets high priority overtake, and lets nothing wait for ever', async () => {
    const lane = newLane({ batchSize: 1 });
    for (const [path, priority] of [
      ['first', 'NORMAL'],
      ['low', 'LOW'],
      ['normal', 'NORMAL'],
      ['high', 'HIGH'],
    ] as const) {
      void submit(lane, path, priority);
      await vi.advanceTimersByTimeAsync(2);
    }
    await vi.runAllTimersAsync();
    expect(engine.runs.flat()).toEqual(['first', 'high', 'normal', 'low']);

    engine.runs.length = 0;
    void submit(lane, 'old-low', 'LOW');
    for (let second = 0; second < 100; second++) {
      for (let count = 0; count < 12; count++) void submit(lane, `h${second}-${count}`, 'HIGH');
      await vi.advanceTimersByTimeAsync(1000);
    }
    const served = engine.runs.flat().indexOf('old-low');
    expect(served).toBeGreaterThan(0);
    await vi.runAllTimersAsync();
  });

  it('gives identical work one place and everybody the result', async () => {
    const lane = newLane();
    const done = Array.from({ length: 100 }, () => submit(lane, 'same'));
    await vi.runAllTimersAsync();
    await Promise.all(done);
    expect(engine.runs).toEqual([['same']]);
    expect(recorder.endings.size).toBe(100);
  });

  it('drops a caller that went away before its batch is formed', async () => {
    const lane = newLane({ batchSize: 1 });
    void submit(lane, 'a');
    await vi.advanceTimersByTimeAsync(5);
    const controller = new AbortController();
    const canceled = submit(lane, 'b', 'NORMAL', controller.signal);
    await vi.advanceTimersByTimeAsync(5);
    controller.abort(new CodedError('CANCELED', 'gone'));
    await expect(canceled).rejects.toMatchObject({ code: 'CANCELED' });
    await vi.runAllTimersAsync();
    expect(engine.runs).toEqual([['a']]);
    expect(engine.discarded).toEqual(['b']);
    expect(lane.waiting).toBe(0);
  });

  it('ends the wait of a caller whose picture is running, and nobody else s', async () => {
    const lane = newLane();
    const controller = new AbortController();
    const leaving = submit(lane, 'a', 'NORMAL', controller.signal);
    const staying = submit(lane, 'b');
    await vi.advanceTimersByTimeAsync(20);
    controller.abort(new CodedError('TIMEOUT', 'late'));
    await expect(leaving).rejects.toMatchObject({ code: 'TIMEOUT' });
    await vi.runAllTimersAsync();
    await staying;
    expect([...recorder.endings.keys()]).toEqual([2]);
  });

  it('ends a bad picture with its own error and runs its neighbours', async () => {
    const lane = newLane();
    const bad = submit(lane, 'bad-1');
    const good = submit(lane, 'a');
    await vi.runAllTimersAsync();
    await expect(bad).rejects.toMatchObject({ code: 'BAD_IMAGE' });
    await good;
    expect(engine.runs).toEqual([['a']]);
  });

  it('splits a lost batch until the picture that breaks it is alone and has used its retries up', async () => {
    const lane = newLane();
    const good = ['a', 'b', 'c'].map((path) => submit(lane, path));
    const bad = submit(lane, 'deadly-1');
    await vi.runAllTimersAsync();
    await Promise.all(good);
    await expect(bad).rejects.toMatchObject({ code: 'ENGINE_FAILED' });
    // Four together, two halves, the broken half in quarters, then the culprit alone: once and its two retries.
    expect(engine.runs).toEqual([
      ['a', 'b', 'c', 'deadly-1'],
      ['a', 'b'],
      ['c', 'deadly-1'],
      ['c'],
      ['deadly-1'],
      ['deadly-1'],
      ['deadly-1'],
    ]);
    expect(recorder.endings.get(1)!.attempts).toBe(2);
    expect(recorder.endings.get(3)!.attempts).toBe(3);
    expect(recorder.endings.get(4)!.attempts).toBe(5);
    expect(recorder.runs.filter((run) => run.error !== null)).toHaveLength(5);
  });

  it('pauses longer before each retry', async () => {
    const lane = newLane();
    const times: number[] = [];
    const started = performance.now();
    const run = engine.run.bind(engine);
    engine.run = (pictures) => {
      times.push(performance.now() - started);
      return run(pictures);
    };
    void submit(lane, 'deadly-1');
    await vi.runAllTimersAsync();
    expect(times).toHaveLength(3);
    const [first, second] = [times[1]! - times[0]!, times[2]! - times[1]!];
    expect(first).toBeGreaterThanOrEqual(750);
    expect(first).toBeLessThanOrEqual(1400);
    expect(second).toBeGreaterThanOrEqual(1500);
    expect(second).toBeLessThanOrEqual(2650);
  });

  it('serves others while a picture waits for its retry', async () => {
    const lane = newLane();
    void submit(lane, 'deadly-1');
    await vi.advanceTimersByTimeAsync(200);
    const good = submit(lane, 'a');
    await vi.advanceTimersByTimeAsync(200);
    await good;
    await vi.runAllTimersAsync();
  });

  it('halves a batch that does not fit into memory', async () => {
    engine = new ScriptedEngine(100, 2);
    const lane = newLane();
    const done = ['a', 'b', 'c', 'd'].map((path) => submit(lane, path));
    await vi.runAllTimersAsync();
    await Promise.all(done);
    expect(engine.runs.map((run) => run.length)).toEqual([4, 2, 2]);
  });

  it('stops after the run in progress and turns away what waits', async () => {
    const lane = newLane({ batchSize: 1 });
    const running = submit(lane, 'a');
    await vi.advanceTimersByTimeAsync(5);
    const waiting = submit(lane, 'b');
    await vi.advanceTimersByTimeAsync(5);
    const stopped = lane.stop();
    await vi.runAllTimersAsync();
    await stopped;
    await running;
    await expect(waiting).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' });
    await expect(submit(lane, 'c')).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' });
    expect(engine.runs).toEqual([['a']]);
  });
});
