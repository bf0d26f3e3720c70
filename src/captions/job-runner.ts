import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { CodedError, toCodedError } from '../errors/coded-error.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { BlobStore } from '../storage/blobs.js';
import type { CaptionChanges } from '../storage/caption-changes.js';
import type { CaptionRecords, CaptionRow, ImageFacts } from '../storage/caption-records.js';
import type { ProfileRow } from '../storage/profile-records.js';
import type { CaptionTraces } from '../tracing/caption-traces.js';
import { captionLine } from './caption-line.js';
import type { GraphLane } from './graph-lane.js';
import type { GraphLanes, LaneEntry } from './graph-lanes.js';
import { inspect, receive, type ArrivedPicture, type PictureFetcher } from './inspection.js';
import { ownedResultKey } from './owned-result-key.js';
import { pictureWork } from './picture-work.js';
import { seedFor } from './request-options.js';
import { resultKey } from './result-key.js';
import { submitOnce } from './shared-result.js';

export interface JobRunnerOptions {
  readonly records: CaptionRecords;
  readonly changes: CaptionChanges;
  readonly profiles: EffectiveProfiles;
  readonly blobs: BlobStore;
  readonly lanes: GraphLanes;
  readonly fetchPicture: PictureFetcher;
  readonly traces?: CaptionTraces | null;
  readonly log: Logger;
}

/** Takes one stored caption of a job from its picture to its ending. */
export class JobRunner {
  constructor(private readonly options: JobRunnerOptions) {}

  /**
   * Resolves when the caption has ended and that is written, or when `signal` aborts: then it is left as it is, ended by
   * whoever aborted or to be taken up again. Never throws.
   */
  async run(row: CaptionRow, signal: AbortSignal): Promise<void> {
    const { records, traces, log } = this.options;
    const followed = traces?.follow(row.id);
    try {
      await this.#runToItsEnd(row, signal);
      const ended = await records.byId(row.id);
      if (ended?.finishedAt != null) log.info(captionLine(ended), 'Caption');
    } catch (error) {
      log.error(
        { err: error, caption: row.id },
        'A caption of a job could not be written; it is taken up at the next start',
      );
    } finally {
      followed?.();
    }
  }

  async #runToItsEnd(row: CaptionRow, signal: AbortSignal): Promise<void> {
    const { changes } = this.options;
    const askedAt = performance.now();
    const profile = await this.options.profiles.forCaption(row.profileId);
    let { attempts } = row;
    for (let retries = 0; ; retries++) {
      const error = await this.#attempt({ ...row, attempts }, profile, askedAt, signal);
      if (error === null || signal.aborted) return;
      const again = isWorthAnotherTry(error) && retries < profile.maxRetries;
      if (!again) {
        const totalMs = performance.now() - askedAt;
        const timings = { queueMs: totalMs, preprocessMs: 0, inferenceMs: 0, totalMs };
        await changes.end([{ id: row.id, attempts, timings, error, status: 'FAILED' }], new Date());
        return;
      }
      attempts++;
      await changes.advance([row.id], 'RETRYING', attempts);
      const pauseMs = profile.retryDelayMs * 2 ** retries * (0.75 + Math.random() / 2);
      if (!(await paused(pauseMs, signal))) return;
    }
  }

  /** @returns why the attempt failed, or null when the caption has ended and that is written */
  async #attempt(
    row: CaptionRow,
    profile: ProfileRow,
    askedAt: number,
    signal: AbortSignal,
  ): Promise<CodedError | null> {
    const { records, changes, lanes, blobs } = this.options;
    let entry: LaneEntry | null = null;
    try {
      entry = await lanes.enter(() => Promise.resolve(profile));
      const { graph } = entry;
      const { model } = graph;
      const { facts, arrived } = await this.#picture(row, graph, signal);
      const seed = seedFor(row.seed, graph.decoding);
      const { maxImageSize } = profile;
      const result = resultKey(facts.sha256 ?? '', model.hash, graph.resultVariant(maxImageSize, seed));
      const key = ownedResultKey(row.ownerId, result);
      await changes.describe(row.id, facts, { model, seed, resultKey: key }).finally(() => {
        if (arrived !== null) blobs.recorded(arrived.staged);
      });
      const work = pictureWork({ ...row, imageSha256: facts.sha256, seed, resultKey: key }, profile, blobs);
      const { id: captionId, timeoutMs: attemptTimeoutMs } = row;
      const submission = { captionId, askedAt, work, signal, attemptTimeoutMs };
      const earlier = await submitOnce(graph.lane, records, submission, row.reuse ? key : null);
      if (earlier !== null) {
        const totalMs = performance.now() - askedAt;
        const timings = { queueMs: totalMs, preprocessMs: 0, inferenceMs: 0, totalMs };
        await changes.endCached(row.id, earlier, timings, new Date());
      }
      return null;
    } catch (error) {
      return toCodedError(error);
    } finally {
      entry?.leave();
    }
  }

  /** Has the picture on disk and looked at; what an earlier attempt found out is not found out again. */
  async #picture(
    row: CaptionRow,
    { engine }: GraphLane,
    signal: AbortSignal,
  ): Promise<{ readonly facts: ImageFacts; readonly arrived: ArrivedPicture | null }> {
    const { blobs, fetchPicture } = this.options;
    if (row.imageSha256 !== null && (await blobs.has(row.imageSha256))) {
      const { width, height, format } = await engine.readHeader(blobs.pathOf(row.imageSha256));
      const { imageName: name, imageUrl: url, imageSha256: sha256, imageBytes: bytes } = row;
      return { facts: { name, url, sha256, bytes, width, height, format }, arrived: null };
    }
    if (row.imageUrl === null) {
      throw new CodedError('INTERNAL', 'The picture is no longer in the data directory. Send it again.');
    }
    const arrived = await receive({ kind: 'url', url: row.imageUrl }, blobs, fetchPicture, signal);
    const { facts, error } = await inspect(arrived, blobs, engine, signal);
    if (error !== null) throw error;
    return { facts, arrived };
  }
}

/** Whether the pause was kept to its end, and not aborted. */
function paused(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return sleep(milliseconds, true, { signal }).catch(() => false);
}

/** What the lane did not try again itself already. */
function isWorthAnotherTry(error: CodedError): boolean {
  return error.code === 'TIMEOUT' || error.code === 'URL_UNREACHABLE';
}
