import type { PictureWork } from '../engine/batch-slot.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionRow } from '../storage/caption-records.js';
import type { ProfileRow } from '../storage/profile-records.js';

/** What a stored caption asks of the engine. */
export function pictureWork(row: CaptionRow, profile: ProfileRow, blobs: BlobStore): PictureWork {
  const { maxImageSize, maxRetries, retryDelayMs } = profile;
  return {
    key: row.reuse && row.resultKey !== null ? row.resultKey : `caption ${row.id}`,
    path: blobs.pathOf(row.imageSha256 ?? ''),
    maxImageSize,
    seed: row.seed,
    priority: row.priority,
    single: row.jobId === null,
    maxRetries,
    retryDelayMs,
  };
}
