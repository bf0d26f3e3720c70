import { UploadedFile } from '../../graphql/scalars/uploaded-file.js';
import type { BlobStore } from '../../storage/blobs.js';

/** The files that came with one request, on disk under passing names. */
export class StagedUploads {
  readonly #files = new Map<string, UploadedFile>();

  constructor(private readonly blobs: BlobStore) {}

  /** Writes a file part to disk as it arrives. */
  async stage(part: string, name: string | null, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    this.#files.set(part, new UploadedFile(name, await this.blobs.stage(bytes)));
  }

  get(part: string): UploadedFile | undefined {
    return this.#files.get(part);
  }

  /** Deletes what nobody kept. Only once the request is over: until then a resolver may still be at it. */
  async discard(): Promise<void> {
    for (const { staged } of this.#files.values()) await this.blobs.discard(staged);
    this.#files.clear();
  }
}
