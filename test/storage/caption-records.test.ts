import { beforeEach, describe, expect, it } from 'vitest';
import type { RunFacts } from '../../src/storage/caption-changes.js';
import { newCaption, openStorage, type Storage } from './open-storage.js';

const timings = { queueMs: 1, preprocessMs: 2, inferenceMs: 3, totalMs: 6 };
const run: RunFacts = {
  model: 'ofa-mini-en',
  device: 'CPU',
  precision: 'FP32',
  batchSize: 2,
  durationMs: 3,
  tokens: 20,
  error: null,
  startedAt: new Date(),
};

let storage: Storage;

beforeEach(async () => {
  storage = await openStorage();
});

async function succeeded(text: string): Promise<number> {
  const { id } = await storage.changes.accept(newCaption(storage, `${text}.png`));
  const hypotheses = [
    { text, score: -1 },
    { text: `${text} too`, score: -2 },
    { text: `${text} three`, score: -3 },
  ];
  await storage.changes.recordRun(run, [{ id, attempts: 1, timings, hypotheses, cached: false }], new Date());
  return id;
}

describe('CaptionRecords', () => {
  it('keeps a caption from acceptance to its ending', async () => {
    const accepted = await storage.changes.accept(newCaption(storage, 'a.png'));
    expect(accepted).toMatchObject({ status: 'QUEUED', text: null, attempts: 1, runId: null });
    await storage.changes.advance([accepted.id], 'RETRYING', 2);
    expect(await storage.captions.byId(accepted.id)).toMatchObject({ status: 'RETRYING', attempts: 2 });
    const id = await succeeded('a dog');
    const row = (await storage.captions.byId(id))!;
    expect(row).toMatchObject({ status: 'SUCCEEDED', text: 'a dog', score: -1, totalMs: 6 });
    expect(row.alternatives).toEqual([
      { text: 'a dog too', score: -2 },
      { text: 'a dog three', score: -3 },
    ]);
    const [stored] = await storage.runs.byIds([row.runId!]);
    expect(stored).toMatchObject({ batchSize: 2, succeeded: true, tokens: 20 });
  });

  it('leaves a caption that has ended as it ended', async () => {
    const { id } = await storage.changes.accept(newCaption(storage, 'late.png'));
    const error = { code: 'TIMEOUT', message: 'late' } as const;
    await storage.changes.end([{ id, attempts: 1, timings, error, status: 'FAILED' }], new Date());
    const hypotheses = [{ text: 'a result that came too late', score: -1 }];
    await storage.changes.recordRun(
      run,
      [{ id, attempts: 1, timings, hypotheses, cached: false }],
      new Date(),
    );
    await storage.changes.advance([id], 'RUNNING');
    expect(await storage.captions.byId(id)).toMatchObject({
      status: 'FAILED',
      errorCode: 'TIMEOUT',
      text: null,
    });
  });

  it('lists what an earlier server left unfinished, oldest first', async () => {
    const first = await storage.changes.accept(newCaption(storage, '1.png'));
    await succeeded('done');
    const second = await storage.changes.accept(newCaption(storage, '2.png'));
    await storage.changes.advance([second.id], 'RUNNING');
    expect((await storage.captions.unfinishedSingles()).map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('pages through captions in both directions, newest first', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 7; index++) ids.push(await succeeded(`picture ${index}`));
    const newestFirst = ids.reverse();
    const page = await storage.captions.page({ first: 3 }, {});
    expect(page.rows.map(({ id }) => id)).toEqual(newestFirst.slice(0, 3));
    expect(page).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(await page.totalCount()).toBe(7);
    const next = await storage.captions.page({ first: 10, after: newestFirst[2]! }, {});
    expect(next.rows.map(({ id }) => id)).toEqual(newestFirst.slice(3));
    expect(next).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await storage.captions.page({ last: 2, before: newestFirst[4]! }, {});
    expect(back.rows.map(({ id }) => id)).toEqual(newestFirst.slice(2, 4));
    expect(back).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const oldest = await storage.captions.page({ last: 2 }, {});
    expect(oldest.rows.map(({ id }) => id)).toEqual(newestFirst.slice(5));
    expect(oldest).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it.each([
    ['every word as a prefix', 'bro dog', ['a brown dog runs']],
    ['in any order and case', 'DOG Brown', ['a brown dog runs']],
    ['one word', 'dog', ['two dogs', 'a brown dog runs']],
    ['nothing that matches', 'cat', []],
    ['quotes and operators as plain text', 'dog" OR "cat', []],
    ['punctuation between words', 'brown-dog!', ['a brown dog runs']],
    ['blank', '  ', ['two dogs', 'a brown dog runs', 'a horse']],
  ])('searches texts: %s', async (_, text, expected) => {
    for (const caption of ['a horse', 'a brown dog runs', 'two dogs']) await succeeded(caption);
    const page = await storage.captions.page({}, { text });
    expect(page.rows.map((row) => row.text)).toEqual(expected);
    expect(await page.totalCount()).toBe(expected.length);
  });

  it('finds texts through the index, not by reading every caption', async () => {
    const plan = await storage.database.$queryRaw<{ detail: string }[]>`
      EXPLAIN QUERY PLAN SELECT c."id" FROM "Caption" c
      WHERE c."id" IN (SELECT rowid FROM "CaptionSearch" WHERE "CaptionSearch" MATCH '"dog"*') ORDER BY c."id" DESC LIMIT 21`;
    expect(plan.map(({ detail }) => detail).join('\n')).toContain('VIRTUAL TABLE INDEX');
  });

  it('filters by status, model, profile and time', async () => {
    const id = await succeeded('one');
    const before = new Date(Date.now() - 60_000);
    const after = new Date(Date.now() + 60_000);
    const ids = async (filter: Parameters<typeof storage.captions.page>[1]): Promise<number[]> =>
      (await storage.captions.page({}, filter)).rows.map((row) => row.id);
    expect(await ids({ status: 'SUCCEEDED', model: 'ofa-mini-en', profile: 'auto' })).toEqual([id]);
    expect(await ids({ status: 'FAILED' })).toEqual([]);
    expect(await ids({ model: 'another' })).toEqual([]);
    expect(await ids({ profile: 'another' })).toEqual([]);
    expect(await ids({ createdAfter: before, createdBefore: after })).toEqual([id]);
    expect(await ids({ createdAfter: after })).toEqual([]);
    expect(await ids({ createdBefore: before })).toEqual([]);
  });
});
