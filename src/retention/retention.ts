import { setTimeout as sleep } from 'node:timers/promises';
import { oldLogFiles, removeLogFiles } from '../logging/log-files.js';
import type { BlobStore } from '../storage/blobs.js';
import type { RemovalRecords } from '../storage/removal-records.js';
import type { CaptionRemoval } from './caption-removal.js';
import type { PictureRemoval, RemovedPictures } from './picture-removal.js';
import { keptSince, type RetentionDays } from './retention-days.js';

/** How much was removed, or would be. */
export interface Pruned {
  readonly captions: number;
  readonly jobs: number;
  readonly runs: number;
  readonly pictures: number;
  readonly logs: number;
  /** Of pictures, thumbnails and log files. */
  readonly bytes: number;
}

export interface RetentionOptions {
  readonly records: RemovalRecords;
  readonly captions: CaptionRemoval;
  readonly pictures: PictureRemoval;
  readonly blobs: BlobStore;
  /** Folder of the log files. */
  readonly logs: string;
  readonly days: RetentionDays;
  /** Rest between two batches, milliseconds: what else the server has to do comes first. */
  readonly restMs: number;
}

export interface PruneControl {
  /** Ends it after the batch at work. */
  readonly signal?: AbortSignal;
  /** Told after each batch how many captions and runs it removed. */
  readonly onRemoved?: (rows: number) => void;
}

const captionsAtOnce = 50;
const runsAtOnce = 500;
const picturesAtOnce = 200;
const noPictures: RemovedPictures = { pictures: 0, bytes: 0 };

/** Removes what is older than it is kept, and pictures that no caption has, in small batches. */
export class Retention {
  constructor(private readonly options: RetentionOptions) {}

  async prune(now = new Date(), control: PruneControl = {}): Promise<Pruned> {
    const captions = await this.#pruneCaptions(now, control);
    const runs = await this.#pruneRuns(now, control);
    const pictures = await this.#prunePictures(now, control);
    const logs = await this.#oldLogs(now);
    await removeLogFiles(logs);
    return {
      captions: captions.captions,
      jobs: captions.jobs,
      runs,
      pictures: captions.pictures + pictures.pictures,
      logs: logs.length,
      bytes: captions.bytes + pictures.bytes + sum(logs.map(({ bytes }) => bytes)),
    };
  }

  /** What `prune` would remove now. */
  async preview(now = new Date()): Promise<Pruned> {
    const { records, days } = this.options;
    const captionsSince = keptSince(days.captions, now);
    const runsSince = keptSince(days.runs, now);
    const pictures = await this.#picturesToRemove(now, captionsSince);
    const logs = await this.#oldLogs(now);
    return {
      captions: captionsSince === null ? 0 : await records.countCaptionsEndedBefore(captionsSince),
      jobs: captionsSince === null ? 0 : await records.countJobsEndedBefore(captionsSince),
      runs: runsSince === null ? 0 : await records.countRunsBefore(runsSince),
      pictures: pictures.pictures,
      logs: logs.length,
      bytes: pictures.bytes + sum(logs.map(({ bytes }) => bytes)),
    };
  }

  async #pruneCaptions(now: Date, { signal, onRemoved }: PruneControl) {
    const total = { captions: 0, jobs: 0, pictures: 0, bytes: 0 };
    const since = keptSince(this.options.days.captions, now);
    if (since === null) return total;
    while (signal?.aborted !== true) {
      const ids = await this.options.records.captionsEndedBefore(since, captionsAtOnce);
      const removed = await this.options.captions.removeAll(ids);
      // A job that was just taken up again holds its captions back until the next time.
      if (removed.captions === 0) break;
      total.captions += removed.captions;
      total.jobs += removed.jobs;
      total.pictures += removed.pictures;
      total.bytes += removed.bytes;
      onRemoved?.(removed.captions);
      await this.#rest();
    }
    return total;
  }

  async #pruneRuns(now: Date, { signal, onRemoved }: PruneControl): Promise<number> {
    let total = 0;
    const since = keptSince(this.options.days.runs, now);
    while (since !== null && signal?.aborted !== true) {
      const removed = await this.options.records.removeRunsBefore(since, runsAtOnce);
      if (removed === 0) break;
      total += removed;
      onRemoved?.(removed);
      await this.#rest();
    }
    return total;
  }

  async #prunePictures(now: Date, { signal }: PruneControl): Promise<RemovedPictures> {
    const { pictures, days } = this.options;
    const since = keptSince(days.pictures, now);
    const total = { pictures: 0, bytes: 0 };
    for await (const sha256s of this.#keptPictures()) {
      if (signal?.aborted === true) break;
      const unused = await pictures.removeUnused(sha256s);
      const old =
        since === null ? noPictures : await pictures.removeIdle(await this.#arrivedBefore(since, sha256s));
      total.pictures += unused.pictures + old.pictures;
      total.bytes += unused.bytes + old.bytes;
      await this.#rest();
    }
    return total;
  }

  /** What `#prunePictures` would remove once the captions that ended before are gone. */
  async #picturesToRemove(now: Date, captionsSince: Date | null): Promise<RemovedPictures> {
    const { pictures, records, days } = this.options;
    const since = keptSince(days.pictures, now);
    const total = { pictures: 0, bytes: 0 };
    for await (const sha256s of this.#keptPictures()) {
      const used = await records.picturesInUse(sha256s, captionsSince);
      const old = since === null ? [] : await this.#arrivedBefore(since, [...used]);
      const waitedFor = await records.picturesWaitedFor(old);
      const removed = [
        ...sha256s.filter((sha256) => !used.has(sha256)),
        ...old.filter((sha256) => !waitedFor.has(sha256)),
      ];
      total.pictures += removed.length;
      for (const sha256 of removed) total.bytes += await pictures.bytesOf(sha256);
    }
    return total;
  }

  async *#keptPictures(): AsyncGenerator<string[]> {
    for await (const folder of this.options.blobs.folders()) {
      for (let from = 0; from < folder.length; from += picturesAtOnce) {
        yield folder.slice(from, from + picturesAtOnce);
      }
    }
  }

  async #arrivedBefore(since: Date, sha256s: readonly string[]): Promise<string[]> {
    const found = await Promise.all(sha256s.map((sha256) => this.options.blobs.find(sha256)));
    return found.flatMap((picture) => (picture !== null && picture.arrivedAt < since ? picture.sha256 : []));
  }

  #oldLogs(now: Date) {
    const { logs, days } = this.options;
    return days.logs === null ? [] : oldLogFiles(logs, days.logs, now);
  }

  async #rest(): Promise<void> {
    await sleep(this.options.restMs);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
