import type { CaptionJobs } from '../captions/caption-jobs.js';
import type { CaptionRequest } from '../captions/caption-request.js';
import type { Language } from '../errors/wording.js';
import type { ProfileService } from '../profiles/profile-service.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionRecords, CaptionRow } from '../storage/caption-records.js';
import type { JobRecords } from '../storage/job-records.js';
import type { ProfileRecords } from '../storage/profile-records.js';
import type { RunRecords } from '../storage/run-records.js';
import type { Refusals } from '../stats/refusals.js';
import type { Statistics } from '../stats/statistics.js';

/** Captions pictures. */
export interface CaptionService {
  /**
   * Waits for the caption and resolves with its row in a terminal state: SUCCEEDED, FAILED or CANCELED. An aborted
   * `signal` means that nobody waits any more.
   *
   * @throws InvalidInputError when the request's shape is wrong
   * @throws QueueFullError when too many are waiting
   */
  caption(request: CaptionRequest, signal?: AbortSignal): Promise<CaptionRow>;

  /**
   * Path of a small WebP of the caption's picture, made on first demand.
   *
   * @throws CodedError NOT_FOUND when there is no such caption or its picture was not kept
   */
  thumbnail(captionId: number): Promise<string>;
}

/** A model that this server can caption with. */
export interface ServedModel {
  readonly name: string;
  readonly family: string;
  /** Of the captions, as an ISO 639-1 code. */
  readonly language: string;
  /** Side in pixels of the square that the model sees. */
  readonly imageSize: number;
  readonly parameters: number;
  readonly license: string | null;
  readonly loaded: boolean;
}

export interface ModelCatalog {
  list(): readonly ServedModel[];
  byName(name: string): ServedModel | null;
}

/** Makes the links under which thumbnails are served. */
export interface ThumbnailLinks {
  /** A link relative to the server's root that is valid for a limited time. */
  linkTo(captionId: number): string;
}

/** What the resolvers need that outlives a request. */
export interface GraphQLServices {
  readonly captions: CaptionService;
  readonly jobs: CaptionJobs;
  readonly profiles: ProfileService;
  readonly captionRecords: CaptionRecords;
  readonly jobRecords: JobRecords;
  readonly runRecords: RunRecords;
  readonly profileRecords: ProfileRecords;
  readonly models: ModelCatalog;
  readonly blobs: BlobStore;
  readonly thumbnailLinks: ThumbnailLinks;
  readonly statistics: Statistics;
  readonly refusals: Refusals;
}

/**
 * What a resolver gets: one object for each operation, and for each event of a subscription, so that whatever is cached by
 * it ends with it.
 */
export interface GraphQLContext extends GraphQLServices {
  /** Aborted when the client goes away before it was answered. */
  readonly signal: AbortSignal;
  /** What the client reads. */
  readonly language: Language;
  /** Logs what nobody expected; its text never leaves. */
  readonly report: (unexpected: unknown) => void;
}
