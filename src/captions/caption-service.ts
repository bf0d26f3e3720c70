import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Arrivals } from '../engine/arrivals.js';
import type { BatchLane } from '../engine/batch-lane.js';
import type { PictureWork } from '../engine/batch-slot.js';
import { CodedError, toCodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { QueueFullError } from '../errors/queue-full-error.js';
import type { Decoding } from '../model/decoding.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionRecords, CaptionRow } from '../storage/caption-records.js';
import type { ProfileRecords, ProfileRow } from '../storage/profile-records.js';
import type { CaptionRequest } from './caption-request.js';
import { startDeadline } from './deadline.js';
import { inspect, receive, type HeaderReader } from './inspection.js';

/** Longest `timeoutMs` that is accepted: an hour. */
const longestTimeoutMs = 3_600_000;

/** The engine, as far as single pictures go. */
export interface PictureEngine extends HeaderReader {
  makeThumbnail(path: string, to: string): Promise<void>;
}

export interface CaptionServiceOptions {
  readonly captions: CaptionRecords;
  readonly profiles: ProfileRecords;
  readonly blobs: BlobStore;
  /** Folder of thumbnails that were made already. */
  readonly thumbnails: string;
  readonly engine: PictureEngine;
  readonly lane: BatchLane;
  readonly arrivals: Arrivals;
  readonly model: { readonly name: string; readonly hash: string };
  /** As the active profile and the model have it. */
  readonly decoding: Decoding;
  readonly log: Logger;
}

/** Takes pictures in, has them captioned, and answers for every one it accepted. */
export class CaptionService {
  #reserved = 0;
  readonly #running = new Set<Promise<CaptionRow>>();

  constructor(private readonly options: CaptionServiceOptions) {}

  /**
   * Waits for the caption of one picture and returns its record: SUCCEEDED, FAILED or CANCELED.
   *
   * @param caller aborts when nobody waits for the answer any more
   * @throws InvalidInputError when the request's shape is wrong, QueueFullError when too many wait already
   */
  async caption(request: CaptionRequest, caller: AbortSignal | null = null): Promise<CaptionRow> {
    const createdAt = new Date();
    const askedAt = performance.now();
    const arrived = this.options.arrivals.begin();
    try {
      const profile = await this.#profile(request.options.profile ?? null);
      const { alternatives, timeoutMs } = this.#checkOptions(request, profile);
      const release = this.#reservePlace(profile);
      const deadline = startDeadline(timeoutMs, caller);
      try {
        const picture = await receive(request.source, this.options.blobs);
        const inspected = await inspect(picture, this.options.blobs, this.options.engine, deadline.signal);
        const { captions, model } = this.options;
        const caption = {
          image: inspected.facts,
          modelName: model.name,
          modelHash: model.hash,
          profileId: profile.id,
          alternativesWanted: alternatives,
          timeoutMs,
          createdAt,
        };
        if (inspected.error !== null)
          return await captions.acceptFailed(caption, inspected.error, new Date());
        const row = await captions.accept(caption);
        const result = this.#follow(row, askedAt, profile, deadline.signal);
        release();
        arrived();
        return await result;
      } finally {
        deadline.clear();
        release();
      }
    } finally {
      arrived();
    }
  }

  /** Takes up what an earlier server left unfinished; returns how many captions that are. */
  async resume(): Promise<number> {
    const { captions, blobs, profiles } = this.options;
    const rows = await captions.unfinished();
    const active = await profiles.active();
    for (const row of rows) {
      if (row.imageSha256 !== null && (await blobs.has(row.imageSha256))) {
        void this.#follow(row, performance.now(), active, null);
      } else {
        const error = new CodedError(
          'INTERNAL',
          'The picture is no longer in the data directory. Send it again.',
        );
        await captions.end(
          { id: row.id, attempts: row.attempts, timings: noTimings, error, status: 'FAILED' },
          new Date(),
        );
      }
    }
    return rows.length;
  }

  /** Resolves when everything that was taken in has ended or been put aside, and is written. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /**
   * Path of a caption's picture as WebP, made on first demand.
   * @throws NOT_FOUND when there is no such caption or its picture was not kept
   */
  async thumbnail(captionId: number): Promise<string> {
    const { captions, blobs, engine, thumbnails } = this.options;
    const sha256 = (await captions.byId(captionId))?.imageSha256 ?? null;
    if (sha256 === null || !(await blobs.has(sha256))) {
      throw new CodedError('NOT_FOUND', 'There is no picture for this caption.');
    }
    const path = join(thumbnails, `${sha256}.webp`);
    const made = await stat(path).then(
      (found) => found.size > 0,
      () => false,
    );
    if (!made) await engine.makeThumbnail(blobs.pathOf(sha256), path);
    return path;
  }

  async #profile(name: string | null): Promise<ProfileRow> {
    if (name === null) return this.options.profiles.active();
    const profile = await this.options.profiles.byName(name);
    if (profile !== null) return profile;
    throw new InvalidInputError(`There is no profile named "${name}".`, ['options', 'profile']);
  }

  #checkOptions(
    { options }: CaptionRequest,
    profile: ProfileRow,
  ): { alternatives: number; timeoutMs: number } {
    const alternatives = options.alternatives ?? 0;
    const most = this.options.decoding.beamSize - 1;
    if (alternatives < 0 || alternatives > most) {
      throw new InvalidInputError(`alternatives must be from 0 to ${most}, one less than the beam size.`, [
        'options',
        'alternatives',
      ]);
    }
    const timeoutMs = options.timeoutMs ?? profile.timeoutMs;
    if (timeoutMs < 1 || timeoutMs > longestTimeoutMs) {
      throw new InvalidInputError(`timeoutMs must be from 1 to ${longestTimeoutMs} milliseconds.`, [
        'options',
        'timeoutMs',
      ]);
    }
    return { alternatives, timeoutMs };
  }

  /** Requests that are still being looked at will wait too, so they count before they do. */
  #reservePlace(profile: ProfileRow): () => void {
    const { lane } = this.options;
    const atOnce = lane.running ? 0 : profile.batchSize;
    if (lane.waiting + this.#reserved >= profile.queueSize + atOnce) {
      throw queueFull(Math.max(1000, Math.round(lane.backlogMs)));
    }
    this.#reserved++;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#reserved--;
    };
  }

  #follow(
    row: CaptionRow,
    askedAt: number,
    profile: ProfileRow,
    signal: AbortSignal | null,
  ): Promise<CaptionRow> {
    const run = this.#run(row, askedAt, profile, signal);
    this.#running.add(run);
    run.then(
      () => this.#running.delete(run),
      (error: unknown) => {
        this.#running.delete(run);
        this.options.log.error(
          { err: error, caption: row.id },
          'The ending of a caption could not be written',
        );
      },
    );
    return run;
  }

  async #run(
    row: CaptionRow,
    askedAt: number,
    profile: ProfileRow,
    signal: AbortSignal | null,
  ): Promise<CaptionRow> {
    const { captions, lane, log } = this.options;
    try {
      await lane.submit(row.id, askedAt, this.#work(row, profile), signal);
    } catch (error) {
      // What the lane ended itself is written already, and stays so; this is for callers that stopped waiting.
      const { code, message } = toCodedError(error);
      if (code === 'TIMEOUT' || code === 'CANCELED') {
        const totalMs = performance.now() - askedAt;
        const timings = { ...noTimings, queueMs: totalMs, totalMs };
        const status = code === 'CANCELED' ? 'CANCELED' : 'FAILED';
        await captions.end(
          { id: row.id, attempts: row.attempts, timings, error: { code, message }, status },
          new Date(),
        );
      }
    }
    const ended = (await captions.byId(row.id)) ?? row;
    log.info(
      {
        caption: row.id,
        status: ended.status,
        code: ended.errorCode,
        totalMs: ended.totalMs,
        text: ended.text?.slice(0, 50),
      },
      'Caption',
    );
    return ended;
  }

  #work(row: CaptionRow, profile: ProfileRow): PictureWork {
    const { maxImageSize, maxRetries, retryDelayMs } = profile;
    return {
      key: String(row.id),
      path: this.options.blobs.pathOf(row.imageSha256 ?? ''),
      maxImageSize,
      priority: 'NORMAL',
      maxRetries,
      retryDelayMs,
    };
  }
}

function queueFull(retryAfterMs: number): QueueFullError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new QueueFullError(`The queue is full. Try again in ${seconds} s.`, retryAfterMs);
}

const noTimings = { queueMs: 0, preprocessMs: 0, inferenceMs: 0, totalMs: 0 };
