import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRemoval } from '../../src/cli/upkeep.js';
import type { RetentionDays } from '../../src/retention/retention-days.js';
import type { StagedPicture } from '../../src/storage/blobs.js';
import { newCaption, openStorage, type Storage } from '../storage/open-storage.js';

export const timings = { queueMs: 1, preprocessMs: 2, inferenceMs: 3, totalMs: 6 };

export const forEver: RetentionDays = { captions: null, pictures: null, runs: null, logs: null };

export const now = new Date('2030-06-15T12:00:00Z');

export function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 24 * 3_600_000);
}

export interface StoredCaption {
  readonly id: number;
  readonly sha256: string;
}

/** A data directory with what the test puts into it, and everything that takes it away again. */
export async function openRetention(days: Partial<RetentionDays> = {}, given?: Storage) {
  const storage = given ?? (await openStorage());
  const { directory, blobs, database, changes } = storage;
  const opened = openRemoval(database, directory, blobs, { ...forEver, ...days }, 0);

  /** A picture and its thumbnail on disk, as if they had arrived then. */
  async function picture(content: string, arrivedAt = now): Promise<StagedPicture> {
    const staged = await blobs.stage([Buffer.from(content)]);
    const path = await blobs.keep(staged);
    blobs.recorded(staged);
    await utimes(path, arrivedAt, arrivedAt);
    await mkdir(directory.thumbnails, { recursive: true });
    await writeFile(join(directory.thumbnails, `${staged.sha256}.webp`), 'thumb');
    return staged;
  }

  /** A caption of a picture with this content that was asked for and ended then. */
  async function caption(content: string, at = now): Promise<StoredCaption> {
    const { sha256, bytes } = await picture(content, at);
    const image = { name: content, url: null, sha256, bytes, width: 1, height: 1, format: 'png' };
    const { id } = await changes.accept({ ...newCaption(storage, content), image, createdAt: at });
    const hypotheses = [{ text: `text of ${content}`, score: -1 }];
    await changes.recordRun(
      {
        ...{ model: 'ofa-mini-en', device: 'CPU', precision: 'FP32', batchSize: 1, durationMs: 3 },
        ...{ tokens: 2, error: null, startedAt: at },
      },
      [{ id, attempts: 1, timings, hypotheses, cached: false }],
      at,
    );
    return { id, sha256 };
  }

  return { storage, ...opened, picture, caption };
}

export type OpenedRetention = Awaited<ReturnType<typeof openRetention>>;
