import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptionEnding } from '../../src/storage/caption-columns.js';
import type { CaptionStatus } from '../../src/storage/generated/enums.js';
import { newCaption } from '../storage/open-storage.js';
import { openRetention, timings, type OpenedRetention } from './open-retention.js';

let opened: OpenedRetention;
beforeEach(async () => {
  opened = await openRetention();
});

function thumbnailOf(sha256: string): Promise<boolean> {
  return stat(join(opened.storage.directory.thumbnails, `${sha256}.webp`)).then(
    () => true,
    () => false,
  );
}

async function job(total: number): Promise<{ jobId: number; ids: number[] }> {
  const { storage } = opened;
  const captions = Array.from({ length: total }, (_, index) => newCaption(storage, `${index}.png`));
  const facts = { idempotencyKey: null, requestHash: 'x', createdAt: new Date() };
  const { id: jobId } = await storage.changes.acceptJob(facts, captions);
  const rows = await storage.database.caption.findMany({ where: { jobId }, orderBy: { id: 'asc' } });
  return { jobId, ids: rows.map(({ id }) => id) };
}

async function end(id: number, status: CaptionStatus): Promise<void> {
  const common = { id, attempts: 1, timings };
  const error = { code: 'TIMEOUT', message: 'late' } as const;
  const ending: CaptionEnding =
    status === 'FAILED' || status === 'CANCELED'
      ? { ...common, error, status }
      : { ...common, hypotheses: [{ text: 'a dog', score: -1 }], cached: false };
  await opened.storage.changes.end([ending], new Date());
}

describe('deleting a caption', () => {
  it('deletes its picture, thumbnail and text in the search too', async () => {
    const { id, sha256 } = await opened.caption('dog');
    await opened.removal.remove(id, null);
    const { storage } = opened;
    expect(await storage.captions.byId(id)).toBeNull();
    expect(await storage.blobs.has(sha256)).toBe(false);
    expect(await thumbnailOf(sha256)).toBe(false);
    expect((await storage.captions.page({}, { text: 'dog' })).rows).toEqual([]);
    await expect(opened.removal.remove(id, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves a picture that another caption has, until that one goes', async () => {
    const first = await opened.caption('twice');
    const second = await opened.caption('twice');
    const other = await opened.caption('other');
    await opened.removal.remove(first.id, null);
    expect(await opened.storage.blobs.has(first.sha256)).toBe(true);
    expect(await thumbnailOf(first.sha256)).toBe(true);
    await opened.removal.remove(second.id, null);
    expect(await opened.storage.blobs.has(first.sha256)).toBe(false);
    expect(await opened.storage.blobs.has(other.sha256)).toBe(true);
  });

  it('is refused while it has not ended', async () => {
    const { id } = await opened.storage.changes.accept(newCaption(opened.storage, 'waiting.png'));
    for (const status of ['QUEUED', 'PREPROCESSING', 'RUNNING', 'RETRYING'] as const) {
      await opened.storage.changes.advance([id], status);
      await expect(opened.removal.remove(id, null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    await end(id, 'FAILED');
    await opened.removal.remove(id, null);
    expect(await opened.storage.captions.byId(id)).toBeNull();
  });

  it('leaves a picture alone that was just received for a caption that is not stored yet', async () => {
    const { id, sha256 } = await opened.caption('coming back');
    const { blobs } = opened.storage;
    const staged = await blobs.stage([Buffer.from('coming back')]);
    await blobs.keep(staged);
    await opened.removal.remove(id, null);
    expect(await blobs.has(sha256)).toBe(true);
    blobs.recorded(staged);
    expect(await opened.retention.prune()).toMatchObject({ pictures: 1 });
    expect(await blobs.has(sha256)).toBe(false);
  });

  it('leaves a picture alone that is received again while its use is looked up', async () => {
    const { sha256 } = await opened.picture('in between');
    const { blobs } = opened.storage;
    const removed = await blobs.removeUnless([sha256], async () => {
      const staged = await blobs.stage([Buffer.from('in between')]);
      await blobs.keep(staged);
      blobs.recorded(staged);
      return new Set();
    });
    expect(removed).toEqual([]);
    expect(await blobs.has(sha256)).toBe(true);
  });
});

describe('deleting the captions of a job', () => {
  it('keeps its counts in agreement with what is left, and its end', async () => {
    const { jobId, ids } = await job(4);
    const { storage, removal } = opened;
    await end(ids[0]!, 'SUCCEEDED');
    await end(ids[1]!, 'FAILED');
    await removal.remove(ids[0]!, null);
    expect(await storage.jobs.byId(jobId)).toMatchObject({
      status: 'RUNNING',
      total: 3,
      succeeded: 0,
      failed: 1,
    });
    await end(ids[2]!, 'SUCCEEDED');
    await end(ids[3]!, 'SUCCEEDED');
    expect(await storage.jobs.byId(jobId)).toMatchObject({
      status: 'PARTIALLY_FAILED',
      total: 3,
      succeeded: 2,
      failed: 1,
    });
    await removal.remove(ids[1]!, null);
    const left = await storage.jobs.byId(jobId);
    expect(left).toMatchObject({ status: 'SUCCEEDED', total: 2, succeeded: 2, failed: 0 });
    expect(left!.finishedAt).not.toBeNull();
  });

  it('deletes it with the last of them', async () => {
    const { jobId, ids } = await job(2);
    const { storage, removal } = opened;
    for (const id of ids) await end(id, 'CANCELED');
    expect(await removal.removeAll(ids)).toMatchObject({ captions: 2, jobs: 1 });
    expect(await storage.jobs.byId(jobId)).toBeNull();
  });

  it('that are taken up again is refused', async () => {
    const { jobId, ids } = await job(1);
    await end(ids[0]!, 'FAILED');
    await opened.storage.changes.retryJob(jobId);
    await expect(opened.removal.remove(ids[0]!, null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
