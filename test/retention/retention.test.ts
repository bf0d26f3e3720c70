import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newCaption } from '../storage/open-storage.js';
import { daysAgo, now, openRetention, type OpenedRetention } from './open-retention.js';

async function texts({ storage }: OpenedRetention): Promise<(string | null)[]> {
  return (await storage.captions.page({ first: 100 }, {})).rows.map(({ text }) => text).reverse();
}

describe('captions', () => {
  it('go after their days with their pictures, and the preview says the same and removes nothing', async () => {
    const opened = await openRetention({ captions: 30 });
    const old = await opened.caption('old', daysAgo(31));
    await opened.caption('young', daysAgo(29));
    const shared = await opened.caption('shared', daysAgo(40));
    await opened.caption('shared', daysAgo(1));
    const expected = {
      captions: 2,
      jobs: 0,
      runs: 0,
      pictures: 1,
      logs: 0,
      bytes: 'old'.length + 'thumb'.length,
    };
    expect(await opened.retention.preview(now)).toEqual(expected);
    expect(await texts(opened)).toHaveLength(4);
    expect(await opened.retention.prune(now)).toEqual(expected);
    expect(await texts(opened)).toEqual(['text of young', 'text of shared']);
    expect(await opened.storage.blobs.has(old.sha256)).toBe(false);
    expect(await opened.storage.blobs.has(shared.sha256)).toBe(true);
    expect(await opened.retention.prune(now)).toMatchObject({ captions: 0, pictures: 0, bytes: 0 });
  });

  it('that have not ended stay however old they are, with their pictures', async () => {
    const opened = await openRetention({ captions: 1, pictures: 1 });
    const { sha256, bytes } = await opened.picture('waiting', daysAgo(100));
    const image = { name: null, url: null, sha256, bytes, width: 1, height: 1, format: 'png' };
    const waiting = { ...newCaption(opened.storage, 'x'), image, createdAt: daysAgo(100) };
    const { id } = await opened.storage.changes.accept(waiting);
    expect(await opened.retention.preview(now)).toMatchObject({ captions: 0, pictures: 0 });
    expect(await opened.retention.prune(now)).toMatchObject({ captions: 0, pictures: 0 });
    expect(await opened.storage.captions.byId(id)).not.toBeNull();
    expect(await opened.storage.blobs.has(sha256)).toBe(true);
  });

  it('go in batches, however many there are, and with them their jobs', async () => {
    const opened = await openRetention({ captions: 10 });
    const { storage } = opened;
    const createdAt = daysAgo(20);
    const captions = Array.from({ length: 250 }, () => ({ ...newCaption(storage, 'x'), createdAt }));
    const job = await storage.changes.acceptJob(
      { idempotencyKey: 'k', requestHash: 'x', createdAt },
      captions,
    );
    await storage.changes.cancelJob(job.id, { code: 'CANCELED', message: 'x' }, createdAt);
    const counts: number[] = [];
    expect(await opened.retention.preview(now)).toMatchObject({ captions: 250, jobs: 1 });
    const pruned = await opened.retention.prune(now, { onRemoved: (rows) => counts.push(rows) });
    expect(pruned).toMatchObject({ captions: 250, jobs: 1 });
    expect(counts.length).toBeGreaterThan(2);
    expect(counts.reduce((total, count) => total + count)).toBe(250);
    expect(await storage.jobs.byId(job.id)).toBeNull();
  });

  it('stop going when the server stops', async () => {
    const opened = await openRetention({ captions: 10 });
    const { storage } = opened;
    const createdAt = daysAgo(20);
    const captions = Array.from({ length: 250 }, () => ({ ...newCaption(storage, 'x'), createdAt }));
    const job = await storage.changes.acceptJob(
      { idempotencyKey: null, requestHash: 'x', createdAt },
      captions,
    );
    await storage.changes.cancelJob(job.id, { code: 'CANCELED', message: 'x' }, createdAt);
    const controller = new AbortController();
    const control = {
      signal: controller.signal,
      onRemoved: () => {
        controller.abort();
      },
    };
    const { captions: removed } = await opened.retention.prune(now, control);
    expect(removed).toBeGreaterThan(0);
    expect(removed).toBeLessThan(250);
    const left = await storage.jobs.byId(job.id);
    expect(left).toMatchObject({ total: 250 - removed, canceled: 250 - removed });
  });
});

describe('pictures', () => {
  it('that no caption has are found and removed, and nothing else beside them', async () => {
    const opened = await openRetention();
    await opened.picture('orphan');
    const used = await opened.caption('used');
    await mkdir(join(opened.storage.directory.blobs, 'ab'), { recursive: true });
    await writeFile(join(opened.storage.directory.blobs, 'ab', 'notes.txt'), 'not ours');
    const expected = { pictures: 1, bytes: 'orphan'.length + 'thumb'.length };
    expect(await opened.retention.preview(now)).toMatchObject(expected);
    expect(await opened.retention.prune(now)).toMatchObject(expected);
    expect(await opened.storage.blobs.has(used.sha256)).toBe(true);
    expect(await readdir(join(opened.storage.directory.blobs, 'ab'))).toContain('notes.txt');
  });

  it('go after their days while their captions stay', async () => {
    const opened = await openRetention({ pictures: 7 });
    const old = await opened.caption('old', daysAgo(8));
    const young = await opened.caption('young', daysAgo(6));
    const again = await opened.caption('again', daysAgo(20));
    await opened.caption('again', daysAgo(1));
    expect(await opened.retention.preview(now)).toMatchObject({ captions: 0, pictures: 1 });
    expect(await opened.retention.prune(now)).toMatchObject({ captions: 0, pictures: 1 });
    const { blobs } = opened.storage;
    expect([
      await blobs.has(old.sha256),
      await blobs.has(young.sha256),
      await blobs.has(again.sha256),
    ]).toEqual([false, true, true]);
    expect(await texts(opened)).toHaveLength(4);
  });
});

describe('runs', () => {
  it('go after their days, and captions do without them', async () => {
    const opened = await openRetention({ runs: 5 });
    const { id } = await opened.caption('old', daysAgo(6));
    const young = await opened.caption('young', daysAgo(4));
    expect(await opened.retention.preview(now)).toMatchObject({ runs: 1 });
    expect(await opened.retention.prune(now)).toMatchObject({ runs: 1, captions: 0 });
    expect(await opened.storage.captions.byId(id)).toMatchObject({ runId: null, text: 'text of old' });
    expect((await opened.storage.captions.byId(young.id))!.runId).not.toBeNull();
  });
});

describe('what is kept for ever', () => {
  it('stays', async () => {
    const opened = await openRetention();
    await opened.caption('ancient', daysAgo(5000));
    expect(await opened.retention.prune(now)).toEqual({
      captions: 0,
      jobs: 0,
      runs: 0,
      pictures: 0,
      logs: 0,
      bytes: 0,
    });
  });
});

describe('log files', () => {
  it('go after their days', async () => {
    const opened = await openRetention({ logs: 14 });
    const { logs } = opened.storage.directory;
    await mkdir(logs);
    await writeFile(join(logs, 'caption_20300101.log'), 'old');
    await writeFile(join(logs, 'caption_20300614.log'), 'young');
    expect(await opened.retention.preview(now)).toMatchObject({ logs: 1, bytes: 3 });
    expect(await opened.retention.prune(now)).toMatchObject({ logs: 1, bytes: 3 });
    expect(await readdir(logs)).toEqual(['caption_20300614.log']);
  });
});
