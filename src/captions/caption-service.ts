import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Arrivals } from '../engine/arrivals.js';
import type { LaneGroup } from '../engine/lane-group.js';
import { CodedError, toCodedError } from '../errors/coded-error.js';
import { QueueFullError } from '../errors/queue-full-error.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionChanges } from '../storage/caption-changes.js';
import type { NewCaption } from '../storage/caption-columns.js';
import type { CaptionRecords, CaptionRow, ImageFacts } from '../storage/caption-records.js';
import type { ProfileRow } from '../storage/profile-records.js';
import type { CaptionTraces } from '../tracing/caption-traces.js';
import { CaptionKeptError } from './caption-kept-error.js';
import { captionLine } from './caption-line.js';
import type { CaptionRequest, PictureSource } from './caption-request.js';
import { startDeadline } from './deadline.js';
import type { GraphLane } from './graph-lane.js';
import type { GraphLanes, LaneEntry } from './graph-lanes.js';
import { inspect, receive, type ArrivedPicture, type PictureFetcher } from './inspection.js';
import { ownedResultKey } from './owned-result-key.js';
import { pictureWork } from './picture-work.js';
import { checkOptions, seedFor } from './request-options.js';
import { resultKey } from './result-key.js';
import { submitOnce } from './shared-result.js';

export interface CaptionServiceOptions {
  readonly records: CaptionRecords;
  readonly changes: CaptionChanges;
  readonly profiles: EffectiveProfiles;
  readonly blobs: BlobStore;
  /** Folder of thumbnails that were made already. */
  readonly thumbnails: string;
  readonly lanes: GraphLanes;
  readonly arrivals: Arrivals;
  readonly fetchPicture: PictureFetcher;
  readonly traces?: CaptionTraces | null;
  readonly log: Logger;
}

/** Takes single pictures in, has them captioned, and answers for every one it accepted. */
export class CaptionService {
  /** Places promised to requests that are still being looked at, by what they will take. */
  readonly #promised = new Map<LaneGroup, Map<string, number>>();
  readonly #running = new Set<Promise<CaptionRow>>();

  constructor(private readonly options: CaptionServiceOptions) {}

  /**
   * Waits for the caption of one picture and returns its record: SUCCEEDED, FAILED or CANCELED.
   *
   * @param caller aborts when nobody waits for the answer any more
   * @throws InvalidInputError when the request's shape is wrong, QueueFullError when too many wait already, CaptionKeptError
   *   when the server stops before the caption's turn has come
   */
  async caption(request: CaptionRequest, caller: AbortSignal | null = null): Promise<CaptionRow> {
    const { ownerId = null } = request;
    const createdAt = new Date();
    const askedAt = performance.now();
    const { requestId = null } = request;
    const { arrivals, lanes, profiles, blobs } = this.options;
    const arrived = arrivals.begin();
    let entry: LaneEntry | null = null;
    try {
      entry = await lanes.enter(() => profiles.forRequest(request.options.profile ?? null));
      const { profile, graph } = entry;
      const { model } = graph;
      const options = checkOptions(request.options, profile, graph.decoding, 'NORMAL');
      const deadline = startDeadline(options.timeoutMs, askedAt, caller);
      try {
        const common = {
          modelName: model.name,
          modelHash: model.hash,
          profileId: profile.id,
          ...options,
          ownerId,
          createdAt,
        };
        const received = await this.#receive(request.source, deadline.signal);
        if ('error' in received) {
          const failed = { ...common, image: received.facts, resultKey: null };
          return this.#logged(await this.#failed(failed, received.error), requestId);
        }
        const { maxImageSize } = profile;
        const variant = graph.resultVariant(maxImageSize, options.seed);
        const key = ownedResultKey(ownerId, resultKey(received.staged.sha256, model.hash, variant));
        const caption = { ...common, resultKey: key };
        const release = await this.#promisePlace(graph, profile, received, options.reuse ? key : null);
        try {
          const row = await this.#accept(caption, received, graph, deadline.signal).finally(() => {
            blobs.recorded(received.staged);
          });
          if (row.status !== 'QUEUED') return this.#logged(row, requestId);
          const ended = this.#follow(row, askedAt, profile, graph, deadline.signal, requestId);
          release();
          arrived();
          return await ended;
        } finally {
          release();
        }
      } finally {
        deadline.clear();
      }
    } finally {
      entry?.leave();
      arrived();
    }
  }

  /** Takes up what an earlier server left unfinished; returns how many captions that are. */
  async resume(): Promise<number> {
    const { records, changes, blobs, profiles } = this.options;
    const rows = await records.unfinishedSingles();
    for (const row of rows) {
      if (row.imageSha256 !== null && (await blobs.has(row.imageSha256))) {
        void this.#track(row, this.#takeUp(row, await profiles.forCaption(row.profileId)), null);
      } else {
        const error = new CodedError(
          'INTERNAL',
          'The picture is no longer in the data directory. Send it again.',
        );
        await changes.end(
          [{ id: row.id, attempts: row.attempts, timings: noTimings, error, status: 'FAILED' }],
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
    const { records, blobs, lanes, thumbnails } = this.options;
    const sha256 = (await records.byId(captionId))?.imageSha256 ?? null;
    if (sha256 === null || !(await blobs.has(sha256))) {
      throw new CodedError('NOT_FOUND', 'There is no picture for this caption.');
    }
    const path = join(thumbnails, `${sha256}.webp`);
    const made = await stat(path).then(
      (found) => found.size > 0,
      () => false,
    );
    if (!made) await lanes.active.engine.makeThumbnail(blobs.pathOf(sha256), path);
    return path;
  }

  /** A picture of another server that cannot be had is a failed caption, as a picture that cannot be read is. */
  async #receive(
    source: PictureSource,
    signal: AbortSignal,
  ): Promise<ArrivedPicture | { readonly facts: ImageFacts; readonly error: CodedError }> {
    const { blobs, fetchPicture } = this.options;
    try {
      return await receive(source, blobs, fetchPicture, signal);
    } catch (error) {
      if (source.kind !== 'url') throw error;
      return { facts: { ...noFacts, url: source.url }, error: toCodedError(error) };
    }
  }

  async #accept(
    caption: Omit<NewCaption, 'image'>,
    arrived: ArrivedPicture,
    { engine }: GraphLane,
    signal: AbortSignal,
  ): Promise<CaptionRow> {
    const { records, changes, blobs } = this.options;
    const earlier =
      caption.reuse && caption.resultKey !== null ? await records.resultFor(caption.resultKey) : null;
    if (earlier !== null) {
      // Its bytes were looked at when the earlier caption was made.
      await blobs.keep(arrived.staged);
      const { imageWidth: width, imageHeight: height, imageFormat: format } = earlier;
      const { sha256, bytes } = arrived.staged;
      const image = { name: arrived.name, url: arrived.url, sha256, bytes, width, height, format };
      return changes.acceptCached({ ...caption, image }, earlier, new Date());
    }
    const { facts, error } = await inspect(arrived, blobs, engine, signal);
    return error === null
      ? changes.accept({ ...caption, image: facts })
      : this.#failed({ ...caption, image: facts }, error);
  }

  #failed(caption: NewCaption, error: CodedError): Promise<CaptionRow> {
    return this.options.changes.acceptFailed(caption, error, new Date());
  }

  /** Requests that are still being looked at will wait too, so they count before they do; sharers take no place. */
  async #promisePlace(
    { lane }: GraphLane,
    profile: ProfileRow,
    { staged }: ArrivedPicture,
    key: string | null,
  ): Promise<() => void> {
    const promised = this.#promised.get(lane) ?? new Map<string, number>();
    this.#promised.set(lane, promised);
    const sharing = key !== null && (lane.has(key) || promised.has(key));
    if (!sharing && lane.waitingSingles + promised.size >= profile.queueSize + lane.freePlaces) {
      await this.options.blobs.discard(staged);
      throw queueFull(Math.max(1000, Math.round(lane.backlogMs)));
    }
    const place = key ?? randomUUID();
    promised.set(place, (promised.get(place) ?? 0) + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const left = promised.get(place)! - 1;
      if (left === 0) promised.delete(place);
      else promised.set(place, left);
    };
  }

  #follow(
    row: CaptionRow,
    askedAt: number,
    profile: ProfileRow,
    graph: GraphLane,
    signal: AbortSignal | null,
    requestId: string | null,
  ): Promise<CaptionRow> {
    return this.#track(row, this.#run(row, askedAt, profile, graph, signal, requestId), requestId);
  }

  async #takeUp(row: CaptionRow, profile: ProfileRow): Promise<CaptionRow> {
    const { lanes, changes } = this.options;
    const askedAt = performance.now();
    const { graph, leave } = await lanes.enter(() => Promise.resolve(profile));
    try {
      // Devices and decoding may be others than when it was asked for.
      const seed = seedFor(row.seed, graph.decoding);
      const { maxImageSize } = profile;
      const result = resultKey(
        row.imageSha256 ?? '',
        graph.model.hash,
        graph.resultVariant(maxImageSize, seed),
      );
      const key = ownedResultKey(row.ownerId, result);
      await changes.describe(row.id, imageFacts(row), { model: graph.model, seed, resultKey: key });
      return await this.#run({ ...row, seed, resultKey: key }, askedAt, profile, graph, null, null);
    } finally {
      leave();
    }
  }

  #track(row: CaptionRow, run: Promise<CaptionRow>, requestId: string | null): Promise<CaptionRow> {
    this.#running.add(run);
    run.then(
      () => this.#running.delete(run),
      (error: unknown) => {
        this.#running.delete(run);
        this.options.log.error(
          { err: error, caption: row.id, ...(requestId === null ? {} : { requestId }) },
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
    { lane }: GraphLane,
    signal: AbortSignal | null,
    requestId: string | null,
  ): Promise<CaptionRow> {
    const { records, changes, blobs, traces } = this.options;
    const followed = traces?.follow(row.id);
    let failure: CodedError | null = null;
    try {
      const work = pictureWork(row, profile, blobs);
      const key = row.reuse ? row.resultKey : null;
      const submission = { captionId: row.id, requestId, askedAt, work, signal };
      const earlier = await submitOnce(lane, records, submission, key);
      if (earlier !== null) {
        const totalMs = performance.now() - askedAt;
        await changes.endCached(row.id, earlier, { ...noTimings, queueMs: totalMs, totalMs }, new Date());
      }
    } catch (error) {
      // What the lane ended itself is written already, and stays so; this is for callers that stopped waiting.
      failure = toCodedError(error);
      const { code, message } = failure;
      if (code === 'TIMEOUT' || code === 'CANCELED') {
        const totalMs = performance.now() - askedAt;
        const timings = { ...noTimings, queueMs: totalMs, totalMs };
        const status = code === 'CANCELED' ? 'CANCELED' : 'FAILED';
        await changes.end(
          [{ id: row.id, attempts: row.attempts, timings, error: { code, message }, status }],
          new Date(),
        );
      }
    } finally {
      followed?.();
    }
    const ended = (await records.byId(row.id)) ?? row;
    if (ended.finishedAt === null && failure !== null) throw new CaptionKeptError(failure, ended);
    return this.#logged(ended, requestId);
  }

  #logged(row: CaptionRow, requestId: string | null): CaptionRow {
    this.options.log.info(captionLine(row, requestId), 'Caption');
    return row;
  }
}

function queueFull(retryAfterMs: number): QueueFullError {
  const seconds = Math.ceil(retryAfterMs / 1000);
  return new QueueFullError(`The queue is full. Try again in ${seconds} s.`, retryAfterMs);
}

const noTimings = { queueMs: 0, preprocessMs: 0, inferenceMs: 0, totalMs: 0 };
const noFacts: ImageFacts = {
  name: null,
  url: null,
  sha256: null,
  bytes: null,
  width: null,
  height: null,
  format: null,
};

function imageFacts(row: CaptionRow): ImageFacts {
  return {
    name: row.imageName,
    url: row.imageUrl,
    sha256: row.imageSha256,
    bytes: row.imageBytes,
    width: row.imageWidth,
    height: row.imageHeight,
    format: row.imageFormat,
  };
}
