import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newCaption } from '../storage/open-storage.js';
import { statsWindows } from '../../src/stats/windows.js';
import type { Stats } from '../../src/stats/stats.js';
import { Counted, type Clock } from './open-counted.js';

const all = { profile: null, model: null };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let clock: Clock;
let counted: Counted;

beforeEach(async () => {
  clock = { now: Date.parse('2026-11-22T12:34:56.500Z') };
  counted = await Counted.open(clock);
});

afterEach(async () => {
  await counted.close();
});

/** Captions that ended, by window. */
async function requests(): Promise<number[]> {
  const found = [];
  for (const window of statsWindows) {
    found.push((await counted.counts.statistics.stats(window, all)).totalRequests);
  }
  return found;
}

function minuteStats(): Promise<Stats> {
  return counted.counts.statistics.stats('MINUTE', all);
}

/** As the server does from time to time, and after the window would have been read: nothing may be kept that is wrong then. */
async function foldedRequests(): Promise<number[]> {
  await requests();
  await counted.counts.folding.fold();
  const before = await requests();
  counted = await counted.restarted();
  expect(await requests()).toEqual(before);
  return before;
}

describe('what is counted', () => {
  it('is nothing at first, and then every request counts as a success', async () => {
    expect(await minuteStats()).toMatchObject({
      totalRequests: 0,
      successRate: 1,
      failuresByCode: [],
      batches: 0,
      averageBatchSize: 0,
      batchSizes: [],
      captionsPerSecond: 0,
      latency: { averageMs: 0, p50Ms: 0, p95Ms: 0, p99Ms: 0, maxMs: 0 },
    });
  });

  it('tells requests, inferences, runs, failures and refusals apart', async () => {
    await counted.run(3, [
      { totalMs: 100 },
      { totalMs: 300, cached: true },
      { error: 'ENGINE_FAILED', attempts: 4 },
    ]);
    await counted.run(1, [], 'ENGINE_FAILED');
    await counted.run(2, [{ totalMs: 200 }, { error: 'CANCELED' }]);
    await counted.counts.refusals.count('QUEUE_FULL', null);
    await counted.counts.refusals.count('NOT_FOUND', null);
    Object.assign(counted.load, { queueDepth: 7, inFlight: 3 });
    const stats = await minuteStats();
    expect(stats).toMatchObject({
      ...{ totalRequests: 5, succeeded: 3, failed: 1, canceled: 1, cached: 1, refused: 1, retries: 3 },
      successRate: 0.6,
      failuresByCode: [
        { code: 'ENGINE_FAILED', count: 1 },
        { code: 'QUEUE_FULL', count: 1 },
      ],
      batches: 3,
      averageBatchSize: 2,
      batchSizes: [
        { size: 1, count: 1 },
        { size: 2, count: 1 },
        { size: 3, count: 1 },
      ],
      queueDepth: 7,
      inFlight: 3,
      captionsPerSecond: 3 / 60,
    });
    expect(stats.latency).toMatchObject({ averageMs: 200, maxMs: 300 });
    // Only the two that the model computed.
    expect(stats.inferenceTime).toMatchObject({ averageMs: 37.5, maxMs: 50 });
  });

  it('counts a caption that ends at once, and one that an earlier result answers', async () => {
    const { storage, changes } = counted;
    const at = new Date(clock.now);
    const caption = { ...newCaption(storage, 'bad.png'), createdAt: new Date(clock.now - 40) };
    await changes.acceptFailed(caption, { code: 'BAD_IMAGE', message: 'damaged' }, at);
    await counted.run(1, [{}]);
    const [earlier] = await storage.captions.byIds([2]);
    await changes.acceptCached(caption, earlier!, at);
    const waiting = await changes.accept(caption);
    const timings = { queueMs: 1, preprocessMs: 0, inferenceMs: 0, totalMs: 1 };
    await changes.endCached(waiting.id, earlier!, timings, at);
    expect(await minuteStats()).toMatchObject({ succeeded: 3, cached: 2, failed: 1 });
    expect((await counted.storage.captions.page({}, {})).rows).toHaveLength(4);
  });

  it('counts an ending once, though another is tried', async () => {
    const { storage, changes } = counted;
    const { id } = await changes.accept(newCaption(storage, 'late.png'));
    const timings = { queueMs: 1, preprocessMs: 0, inferenceMs: 0, totalMs: 1 };
    const error = { code: 'TIMEOUT', message: 'late' } as const;
    const at = new Date(clock.now);
    await changes.end([{ id, attempts: 1, timings, error, status: 'FAILED' }], at);
    await changes.end([{ id, attempts: 1, timings, error, status: 'FAILED' }], at);
    expect(await minuteStats()).toMatchObject({ totalRequests: 1, failed: 1 });
  });

  it('takes nothing into account that its transaction took back', async () => {
    const { storage, changes } = counted;
    const caption = { ...newCaption(storage, 'a.png'), createdAt: new Date(NaN) };
    const refused = changes.acceptFailed(caption, { code: 'BAD_IMAGE', message: 'no' }, new Date(clock.now));
    await expect(refused).rejects.toThrow();
    expect(await requests()).toEqual([0, 0, 0, 0, 0]);
    counted = await counted.restarted();
    expect(await requests()).toEqual([0, 0, 0, 0, 0]);
  });

  it('can be asked for by profile and model', async () => {
    const other = await counted.otherProfile('other');
    await counted.run(1, [{}]);
    await counted.run(2, [{ profile: other }, { profile: other, error: 'TIMEOUT' }]);
    await counted.run(1, [{ profile: other, model: 'large' }]);
    await counted.counts.refusals.count('INVALID_INPUT', 'other');
    await counted.counts.refusals.count('INVALID_INPUT', 'unheard of');
    const { statistics } = counted.counts;
    const of = (profile: string | null, model: string | null) => statistics.stats('HOUR', { profile, model });
    expect(await of(null, null)).toMatchObject({ totalRequests: 4, batches: 3, refused: 2 });
    expect(await of('other', null)).toMatchObject({ totalRequests: 3, batches: 2, refused: 1 });
    expect(await of('other', 'large')).toMatchObject({ totalRequests: 1, batches: 1, refused: 0 });
    expect(await of(null, 'ofa-mini-en')).toMatchObject({ totalRequests: 3, batches: 2 });
    expect(await of('unheard of', null)).toMatchObject({ totalRequests: 0, successRate: 1 });
  });

  it('is complete though many end at the same time', async () => {
    const other = await counted.otherProfile('other');
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => counted.run(1, [index % 2 === 0 ? {} : { profile: other }])),
    );
    await Promise.all(Array.from({ length: 40 }, () => counted.counts.refusals.count('RATE_LIMITED', null)));
    expect(await minuteStats()).toMatchObject({ succeeded: 40, batches: 40, refused: 40 });
    counted = await counted.restarted();
    expect(await minuteStats()).toMatchObject({ succeeded: 40, batches: 40, refused: 40 });
  });
});

describe('the edges of windows', () => {
  it.each([
    ['MINUTE', 59_000, 60_000],
    ['FIVE_MINUTES', 5 * minute - 1000, 5 * minute],
    ['HOUR', 59 * minute, hour],
    ['DAY', day - minute, day],
    ['WEEK', 7 * day - minute, 7 * day],
  ] as const)('%s holds what is %i ms old and not what is %i ms old', async (window, inside, outside) => {
    const begun = clock.now;
    await counted.run(1, [{}]);
    const requestsNow = async () => (await counted.counts.statistics.stats(window, all)).totalRequests;
    clock.now = begun + inside;
    await counted.counts.folding.fold();
    expect(await requestsNow()).toBe(1);
    clock.now = begun + outside;
    await counted.counts.folding.fold();
    expect(await requestsNow()).toBe(0);
  });

  it('loses and doubles nothing while time passes, over folds and restarts', async () => {
    const begun = clock.now;
    await counted.run(1, [{}]);
    clock.now = begun + 4 * minute;
    await counted.run(1, [{}]);
    expect(await foldedRequests()).toEqual([1, 2, 2, 2, 2]);
    clock.now = begun + 20 * minute;
    await counted.run(1, [{}]);
    expect(await foldedRequests()).toEqual([1, 1, 3, 3, 3]);
    clock.now = begun + 3 * hour;
    expect(await foldedRequests()).toEqual([0, 0, 0, 3, 3]);
    clock.now = begun + 3 * day;
    await counted.run(1, [{}]);
    expect(await foldedRequests()).toEqual([1, 1, 1, 1, 4]);
    clock.now = begun + 30 * day;
    expect(await foldedRequests()).toEqual([0, 0, 0, 0, 0]);
    expect(counted.counts.totals).toMatchObject({ succeeded: 4, runs: 4 });
    expect(await counted.storage.database.statisticsSpan.count()).toBe(1);
  });
});

describe('series', () => {
  it.each(statsWindows)('%s shows each caption once, where it ended', async (window) => {
    await counted.run(2, [{ totalMs: 100 }, { error: 'TIMEOUT' }]);
    const points = await counted.counts.statistics.series(window);
    const [last] = points.splice(-1);
    expect(last).toMatchObject({
      requests: 2,
      failed: 1,
      p50Ms: 100,
      p95Ms: 100,
      averageBatchSize: 2,
      queueDepth: 0,
    });
    expect(last!.at.getTime()).toBeLessThanOrEqual(clock.now);
    const nothing = {
      requests: 0,
      failed: 0,
      p50Ms: null,
      p95Ms: null,
      averageBatchSize: null,
      queueDepth: null,
    };
    for (const point of points) expect(point).toMatchObject(nothing);
  });

  it('puts what was folded where it belongs', async () => {
    const begun = clock.now;
    for (const age of [6 * day, 20 * hour, 30 * minute, 2 * minute, 0]) {
      clock.now = begun - age;
      await counted.run(1, [{}]);
    }
    clock.now = begun;
    await counted.counts.folding.fold();
    counted = await counted.restarted();
    const shown = async (window: (typeof statsWindows)[number]) =>
      (await counted.counts.statistics.series(window))
        .filter(({ requests: count }) => count > 0)
        .map(({ at, requests: count }) => `${at.toISOString().slice(5, 19)} ${count}`);
    expect(await shown('MINUTE')).toEqual(['11-22T12:34:56 1']);
    expect(await shown('FIVE_MINUTES')).toEqual(['11-22T12:32:55 1', '11-22T12:34:55 1']);
    expect(await shown('HOUR')).toEqual(['11-22T12:04:00 1', '11-22T12:32:00 1', '11-22T12:34:00 1']);
    expect(await shown('DAY')).toEqual(['11-21T16:30:00 1', '11-22T12:00:00 1', '11-22T12:30:00 2']);
    expect(await shown('WEEK')).toEqual(['11-16T12:00:00 1', '11-21T16:00:00 1', '11-22T12:00:00 3']);
  });

  it('shows the deepest queue that was seen', async () => {
    for (const queueDepth of [3, 9, 5]) {
      counted.load.queueDepth = queueDepth;
      await counted.run(1, [{}]);
    }
    counted.load.queueDepth = 0;
    const points = await counted.counts.statistics.series('MINUTE');
    expect(points.at(-1)).toMatchObject({ queueDepth: 9 });
  });
});
