import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaptionRequest, PictureSource } from '../../src/captions/caption-request.js';
import { CodedError, type PlainError } from '../../src/errors/coded-error.js';
import type { CaptionService } from '../../src/graphql/context.js';
import { makeThumbnail } from '../../src/image/thumbnail.js';
import type { BlobStore, StagedPicture } from '../../src/storage/blobs.js';
import type { CaptionChanges } from '../../src/storage/caption-changes.js';
import type { CaptionRecords, CaptionRow, HypothesisRow } from '../../src/storage/caption-records.js';

/** How a scripted caption ends. */
export type ScriptedEnding =
  | { readonly hypotheses: readonly HypothesisRow[] }
  | { readonly error: PlainError; readonly canceled?: boolean };

/** What the service shall do with a request; it may also throw, or take its time. */
export type Script = (
  request: CaptionRequest,
  signal: AbortSignal | undefined,
) => ScriptedEnding | Promise<ScriptedEnding>;

interface Storage {
  readonly blobs: BlobStore;
  readonly records: CaptionRecords;
  readonly changes: CaptionChanges;
  readonly profileId: number;
  readonly thumbnails: string;
}

/** Stores captions as the real service does, but reads their endings from a script instead of the picture. */
export class ScriptedCaptionService implements CaptionService {
  script: Script = () => ({ hypotheses: [{ text: 'a scripted caption', score: -0.5 }] });

  constructor(private readonly storage: Storage) {}

  async caption(request: CaptionRequest, signal?: AbortSignal): Promise<CaptionRow> {
    const ending = await this.script(request, signal);
    const { blobs, records, changes, profileId } = this.storage;
    const staged = await this.stage(request.source);
    await blobs.keep(staged);
    const createdAt = new Date();
    const { id } = await changes.accept({
      image: {
        name: request.source.kind === 'upload' ? request.source.picture.name : null,
        url: request.source.kind === 'url' ? request.source.url : null,
        sha256: staged.sha256,
        bytes: staged.bytes,
        width: 8,
        height: 6,
        format: 'png',
      },
      modelName: 'scripted',
      modelHash: 'scripted',
      profileId,
      alternativesWanted: request.options.alternatives ?? 0,
      timeoutMs: request.options.timeoutMs ?? 1000,
      priority: request.options.priority ?? 'NORMAL',
      reuse: request.options.reuse ?? true,
      seed: null,
      resultKey: null,
      ownerId: request.ownerId ?? null,
      createdAt,
    });
    blobs.recorded(staged);
    const timings = { queueMs: 1, preprocessMs: 2, inferenceMs: 3, totalMs: 6 };
    await changes.recordRun(
      {
        model: 'scripted',
        device: 'cpu',
        precision: 'FP32',
        batchSize: 1,
        durationMs: 3,
        tokens: 4,
        error: null,
        startedAt: createdAt,
      },
      [
        'error' in ending
          ? { id, attempts: 1, timings, error: ending.error, status: ending.canceled ? 'CANCELED' : 'FAILED' }
          : { id, attempts: 1, timings, hypotheses: ending.hypotheses, cached: false },
      ],
      new Date(),
    );
    const row = await records.byId(id);
    if (row === null) throw new Error('the caption was not stored');
    return row;
  }

  async thumbnail(captionId: number): Promise<string> {
    const row = await this.storage.records.byId(captionId);
    if (row?.imageSha256 == null) throw new CodedError('NOT_FOUND', 'There is no such picture.');
    const path = join(this.storage.thumbnails, `${captionId}.webp`);
    await writeFile(path, await makeThumbnail(this.storage.blobs.pathOf(row.imageSha256)));
    return path;
  }

  private stage(source: PictureSource): Promise<StagedPicture> {
    if (source.kind === 'upload') return Promise.resolve(source.picture.staged);
    const bytes = source.kind === 'url' ? Buffer.from(source.url) : Buffer.from(source.base64, 'base64');
    return this.storage.blobs.stage([bytes]);
  }
}
