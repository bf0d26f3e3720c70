import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore, KeptPicture } from '../storage/blobs.js';
import type { RemovalRecords } from '../storage/removal-records.js';

export interface RemovedPictures {
  readonly pictures: number;
  /** Of pictures and thumbnails. */
  readonly bytes: number;
}

/** Removes pictures from the disk, each with its thumbnail. */
export class PictureRemoval {
  constructor(
    private readonly records: RemovalRecords,
    private readonly blobs: BlobStore,
    private readonly thumbnails: string,
  ) {}

  /** Removes those of the pictures that no caption has any more. */
  async removeUnused(sha256s: readonly string[]): Promise<RemovedPictures> {
    return this.#withThumbnails(
      await this.blobs.removeUnless(sha256s, (some) => this.records.picturesInUse(some)),
    );
  }

  /** Removes those of the pictures that no caption is still waiting for. */
  async removeIdle(sha256s: readonly string[]): Promise<RemovedPictures> {
    return this.#withThumbnails(
      await this.blobs.removeUnless(sha256s, (some) => this.records.picturesWaitedFor(some)),
    );
  }

  /** Bytes of a picture and its thumbnail. */
  async bytesOf(sha256: string): Promise<number> {
    return ((await this.blobs.find(sha256))?.bytes ?? 0) + (await this.#thumbnailBytes(sha256));
  }

  async #withThumbnails(removed: readonly KeptPicture[]): Promise<RemovedPictures> {
    let bytes = 0;
    for (const { sha256, bytes: own } of removed) {
      bytes += own + (await this.#thumbnailBytes(sha256));
      await rm(this.#thumbnailOf(sha256), { force: true });
    }
    return { pictures: removed.length, bytes };
  }

  async #thumbnailBytes(sha256: string): Promise<number> {
    return stat(this.#thumbnailOf(sha256)).then(
      ({ size }) => size,
      () => 0,
    );
  }

  #thumbnailOf(sha256: string): string {
    return join(this.thumbnails, `${sha256}.webp`);
  }
}
