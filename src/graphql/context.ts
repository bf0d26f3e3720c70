import type { ApiKeys } from '../access/api-keys.js';
import type { Viewer } from '../access/viewer.js';
import type { Alerts } from '../alerts/alerts.js';
import type { CaptionJobs } from '../captions/caption-jobs.js';
import type { CaptionRequest } from '../captions/caption-request.js';
import type { RuntimeFacts } from '../captions/runtime.js';
import type { DoctorReport } from '../doctor/check.js';
import type { Language } from '../errors/wording.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { ProfileService } from '../profiles/profile-service.js';
import type { DeviceMemory } from '../profiles/recommendation.js';
import type { CaptionRemoval } from '../retention/caption-removal.js';
import type { AlertRecords } from '../storage/alert-records.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionRecords, CaptionRow } from '../storage/caption-records.js';
import type { JobRecords } from '../storage/job-records.js';
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
  /** As they are now: models may come and go while the server runs. */
  list(): Promise<readonly ServedModel[]>;
}

/** Makes the links under which thumbnails are served. */
export interface ThumbnailLinks {
  /** A link relative to the server's root that is valid for a limited time. */
  linkTo(captionId: number): string;
}

/** Tells how the engines are doing. */
export interface RuntimeReport {
  now(): Promise<RuntimeFacts>;
  /** The device that the active profile runs on. */
  present(): Promise<DeviceMemory>;
}

export interface MemoryRelease {
  /** Resolves when every engine is warm again on a fresh arena. @throws what keeps one from starting */
  releaseMemory(): Promise<void>;
}

export interface Doctor {
  /** What was found on this machine, of late or just now. */
  now(): Promise<DoctorReport>;
}

/** What the resolvers need that outlives a request. */
export interface GraphQLServices {
  readonly captions: CaptionService;
  readonly jobs: CaptionJobs;
  readonly profiles: ProfileService;
  readonly captionRecords: CaptionRecords;
  readonly jobRecords: JobRecords;
  readonly runRecords: RunRecords;
  readonly profileRecords: EffectiveProfiles;
  readonly alerts: Alerts;
  readonly alertRecords: AlertRecords;
  readonly removal: CaptionRemoval;
  readonly models: ModelCatalog;
  readonly blobs: BlobStore;
  readonly runtime: RuntimeReport;
  readonly memory: MemoryRelease;
  readonly doctor: Doctor;
  readonly thumbnailLinks: ThumbnailLinks;
  readonly apiKeys: ApiKeys;
  readonly statistics: Statistics;
  readonly refusals: Refusals;
}

/**
 * What a resolver gets: one object for each operation, and for each event of a subscription, so that whatever is cached by
 * it ends with it.
 */
export interface GraphQLContext extends GraphQLServices {
  /** Whoever asks. */
  readonly viewer: Viewer;
  /** Aborted when the client goes away before it was answered. */
  readonly signal: AbortSignal;
  /** What the log knows the request by. */
  readonly requestId: string;
  /** What the client reads. */
  readonly language: Language;
  /** Logs what nobody expected; its text never leaves. */
  readonly report: (unexpected: unknown) => void;
}
