import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { OneAtATime } from '../engine/one-at-a-time.js';
import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { QueueFullError } from '../errors/queue-full-error.js';
import {
  badIdempotencyKey,
  keyOfAnotherRequest,
  noPictures,
  tooManyPictures,
  unknownJob,
} from '../messages/about-jobs.js';
import { resolveDecoding } from '../model/decoding.js';
import type { ModelPackage } from '../model/package.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionChanges, NewJob } from '../storage/caption-changes.js';
import type { NewCaption } from '../storage/caption-columns.js';
import type { CaptionRecords, ImageFacts } from '../storage/caption-records.js';
import type { CaptionJobRow, JobRecords } from '../storage/job-records.js';
import type { CaptionJobs, JobEvent, JobRequest } from './caption-jobs.js';
import type { PictureSource } from './caption-request.js';
import { receive, type ArrivedPicture } from './inspection.js';
import type { JobFeeder } from './job-feeder.js';
import type { JobFeeds } from './job-feeds.js';
import type { JobPace } from './job-pace.js';
import { checkOptions, seedFor } from './request-options.js';

export interface JobLimits {
  /** Pictures of one job. */
  readonly maxJobPictures: number;
  /** Pictures of all jobs that have not ended. */
  readonly maxWaitingPictures: number;
}

export interface JobServiceOptions {
  readonly records: CaptionRecords;
  readonly changes: CaptionChanges;
  readonly jobs: JobRecords;
  readonly profiles: EffectiveProfiles;
  readonly blobs: BlobStore;
  readonly feeder: JobFeeder;
  readonly feeds: JobFeeds;
  readonly pace: JobPace;
  /** The model of that name. @throws CodedError NOT_FOUND; BadModelError */
  readonly modelNamed: (name: string) => Promise<ModelPackage>;
  readonly limits: JobLimits;
  readonly log: Logger;
}

const longestKey = 255;

/** A picture that is on disk, or will be fetched when its turn comes. */
type JobPicture = ArrivedPicture | { readonly url: string };

export class JobService implements CaptionJobs {
  /** So that two jobs together do not pass a bound that each alone would keep. */
  readonly #accepting = new OneAtATime();

  constructor(private readonly options: JobServiceOptions) {}

  async create({
    sources,
    options,
    idempotencyKey,
    ownerId = null,
    requestId = null,
  }: JobRequest): Promise<CaptionJobRow> {
    const { modelNamed, limits } = this.options;
    if (sources.length === 0) throw new InvalidInputError(noPictures(), ['images']);
    if (sources.length > limits.maxJobPictures) {
      throw new InvalidInputError(tooManyPictures(limits.maxJobPictures, sources.length), ['images']);
    }
    if (idempotencyKey !== null && (idempotencyKey === '' || idempotencyKey.length > longestKey)) {
      throw new InvalidInputError(badIdempotencyKey(longestKey), ['idempotencyKey']);
    }
    const profile = await this.options.profiles.forRequest(options.profile ?? null);
    const model = await modelNamed(profile.model);
    const decoding = resolveDecoding(model, profile);
    const checked = checkOptions(options, profile, decoding, 'LOW');
    const pictures = await this.#receiveAll(sources);
    const createdAt = new Date();
    const common = {
      modelName: model.name,
      modelHash: model.hash,
      profileId: profile.id,
      ...checked,
      ownerId,
      createdAt,
    };
    const given = options.seed ?? profile.seed;
    const captions = pictures.map((picture) => ({
      ...common,
      // Where none is given, each picture draws its own.
      seed: seedFor(given, decoding),
      image: factsOf(picture),
      resultKey: null,
    }));
    const requestHash = hashOf(pictures, { ...checked, seed: given, profile: profile.name });
    return this.#accepting.run(() =>
      this.#accept({ idempotencyKey, requestHash, ownerId, createdAt }, captions, pictures, requestId),
    );
  }

  async cancel(id: number): Promise<CaptionJobRow> {
    await this.#existing(id);
    const error = { code: 'CANCELED', message: 'The job was canceled.' } as const;
    const ended = await this.options.changes.cancelJob(id, error, new Date());
    this.options.feeder.release(ended);
    return this.#existing(id);
  }

  async retry(id: number): Promise<CaptionJobRow> {
    await this.#existing(id);
    await this.options.changes.retryJob(id);
    this.options.feeder.wake();
    return this.#existing(id);
  }

  etaMs(job: CaptionJobRow): number | null {
    return this.options.pace.etaMs(job);
  }

  changes(id: number, afterSequence: number | null, signal: AbortSignal): AsyncIterable<JobEvent> {
    return this.options.feeds.changes(id, afterSequence, signal);
  }

  async #accept(
    job: NewJob & { readonly ownerId: number | null },
    captions: readonly NewCaption[],
    pictures: readonly JobPicture[],
    requestId: string | null,
  ): Promise<CaptionJobRow> {
    const { jobs, records, changes, blobs, limits, feeder, log } = this.options;
    const { idempotencyKey, ownerId } = job;
    const found = idempotencyKey === null ? null : await jobs.byIdempotencyKey(idempotencyKey, ownerId);
    if (found !== null) {
      await this.#discard(pictures);
      if (found.requestHash === job.requestHash) return found;
      throw new InvalidInputError(keyOfAnotherRequest(), ['idempotencyKey']);
    }
    const waiting = await records.countUnfinishedOfJobs();
    if (waiting + captions.length > limits.maxWaitingPictures) {
      await this.#discard(pictures);
      throw this.#queueFull(waiting + captions.length - limits.maxWaitingPictures);
    }
    const staged = pictures.flatMap((picture) => ('staged' in picture ? picture.staged : []));
    try {
      for (const picture of staged) await blobs.keep(picture);
      const row = await changes.acceptJob(job, captions);
      log.info({ job: row.id, captions: row.total, ...(requestId === null ? {} : { requestId }) }, 'Job');
      feeder.wake();
      return row;
    } finally {
      for (const picture of staged) blobs.recorded(picture);
    }
  }

  #queueFull(surplus: number): QueueFullError {
    const { pace, limits } = this.options;
    return new QueueFullError(
      `More than ${limits.maxWaitingPictures} pictures would be waiting. Try again when some of them are done.`,
      Math.max(1000, Math.round(surplus * pace.msPerCaption)),
    );
  }

  /** All or none: what was received of a request that fails half-way is gone again. */
  async #receiveAll(sources: readonly PictureSource[]): Promise<JobPicture[]> {
    const pictures: JobPicture[] = [];
    try {
      for (const source of sources) {
        pictures.push(source.kind === 'url' ? { url: source.url } : await this.#receive(source));
      }
    } catch (error) {
      await this.#discard(pictures);
      throw error;
    }
    return pictures;
  }

  #receive(source: PictureSource): Promise<ArrivedPicture> {
    const fetchNothing = (): never => {
      throw new Error('pictures by URL are fetched when their turn comes');
    };
    return receive(source, this.options.blobs, fetchNothing, new AbortController().signal);
  }

  async #discard(pictures: readonly JobPicture[]): Promise<void> {
    for (const picture of pictures) if ('staged' in picture) await this.options.blobs.discard(picture.staged);
  }

  async #existing(id: number): Promise<CaptionJobRow> {
    const job = await this.options.jobs.byId(id);
    if (job === null) throw new CodedError('NOT_FOUND', unknownJob());
    return job;
  }
}

function factsOf(picture: JobPicture): ImageFacts {
  const unknown = { width: null, height: null, format: null };
  if (!('staged' in picture)) return { name: null, sha256: null, bytes: null, url: picture.url, ...unknown };
  const { name, url, staged } = picture;
  return { name, url, sha256: staged.sha256, bytes: staged.bytes, ...unknown };
}

/** Of what was asked for: the pictures in their order and every option. */
function hashOf(pictures: readonly JobPicture[], options: object): string {
  const identities = pictures.map((picture) => ('staged' in picture ? picture.staged.sha256 : picture.url));
  return createHash('sha256')
    .update(JSON.stringify([identities, options]))
    .digest('hex');
}
