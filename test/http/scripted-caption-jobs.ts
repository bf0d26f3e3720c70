import type { CaptionJobs, JobEvent, JobRequest } from '../../src/captions/caption-jobs.js';
import type { PictureSource } from '../../src/captions/caption-request.js';
import { CodedError } from '../../src/errors/coded-error.js';
import type { BlobStore } from '../../src/storage/blobs.js';
import type { CaptionChanges } from '../../src/storage/caption-changes.js';
import type { ImageFacts } from '../../src/storage/caption-records.js';
import type { CaptionJobRow, JobRecords } from '../../src/storage/job-records.js';

interface Storage {
  readonly blobs: BlobStore;
  readonly records: JobRecords;
  readonly changes: CaptionChanges;
  readonly profileId: number;
}

/** What a subscription shall see. */
export type Watch = (
  id: number,
  afterSequence: number | null,
  signal: AbortSignal,
) => AsyncIterable<JobEvent>;

/** Stores jobs as the real service does, but runs nothing; what subscriptions see is scripted. */
export class ScriptedCaptionJobs implements CaptionJobs {
  requests: JobRequest[] = [];
  create: CaptionJobs['create'] = (request) => this.accept(request);
  watch: Watch = () => {
    throw new Error('nothing is scripted');
  };
  eta: number | null = null;
  /** Subscriptions that were begun and have not ended. */
  listeners = 0;
  readonly signals: AbortSignal[] = [];

  constructor(private readonly storage: Storage) {}

  async accept(request: JobRequest): Promise<CaptionJobRow> {
    this.requests.push(request);
    const { changes, profileId } = this.storage;
    const { idempotencyKey, ownerId = null } = request;
    const images: ImageFacts[] = [];
    for (const source of request.sources) images.push(await this.#take(source));
    const createdAt = new Date();
    return changes.acceptJob(
      { idempotencyKey, requestHash: 'scripted', ownerId, createdAt },
      images.map((image) => ({
        image,
        modelName: 'scripted',
        modelHash: 'scripted',
        profileId,
        alternativesWanted: request.options.alternatives ?? 0,
        timeoutMs: request.options.timeoutMs ?? 1000,
        priority: request.options.priority ?? 'LOW',
        reuse: request.options.reuse ?? true,
        seed: null,
        resultKey: null,
        ownerId,
        createdAt,
      })),
    );
  }

  async cancel(id: number): Promise<CaptionJobRow> {
    const error = { code: 'CANCELED', message: 'The job was canceled.' } as const;
    await this.job(id);
    await this.storage.changes.cancelJob(id, error, new Date());
    return this.job(id);
  }

  async retry(id: number): Promise<CaptionJobRow> {
    await this.job(id);
    await this.storage.changes.retryJob(id);
    return this.job(id);
  }

  etaMs(): number | null {
    return this.eta;
  }

  async *changes(id: number, afterSequence: number | null, signal: AbortSignal): AsyncIterable<JobEvent> {
    this.listeners++;
    this.signals.push(signal);
    try {
      await this.job(id);
      yield* this.watch(id, afterSequence, signal);
    } finally {
      this.listeners--;
    }
  }

  async job(id: number): Promise<CaptionJobRow> {
    const job = await this.storage.records.byId(id);
    if (job === null) throw new CodedError('NOT_FOUND', 'There is no such job.');
    return job;
  }

  async #take(source: PictureSource): Promise<ImageFacts> {
    const unknown = {
      name: null,
      url: null,
      sha256: null,
      bytes: null,
      width: null,
      height: null,
      format: null,
    };
    if (source.kind === 'url') return { ...unknown, url: source.url };
    if (source.kind === 'base64') return unknown;
    const { name, staged } = source.picture;
    await this.storage.blobs.keep(staged);
    return { ...unknown, name, sha256: staged.sha256, bytes: staged.bytes };
  }
}

/** Resolves when the signal aborts: what a source waits for that has nothing more to say. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener(
      'abort',
      () => {
        resolve();
      },
      { once: true },
    );
  });
}
