import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes that have arrived whole and lie on disk under a passing name, not yet kept. */
export interface StagedPicture {
  readonly path: string;
  /** Lower-case hex of the bytes. */
  readonly sha256: string;
  readonly bytes: number;
  /** The first bytes, at most 512: enough to tell the format. */
  readonly head: Uint8Array;
}

const headLength = 512;

/** Pictures on disk by the SHA-256 of their bytes; the same picture is stored once. */
export class BlobStore {
  constructor(
    private readonly blobs: string,
    private readonly incoming: string,
  ) {}

  /** Removes what earlier servers were still receiving when they died. Only for the holder of the server lock. */
  async clearIncoming(): Promise<void> {
    for (const name of await readdir(this.incoming)) await rm(join(this.incoming, name), { force: true });
  }

  /** Writes the stream to disk while hashing it; on any failure nothing is left behind. */
  async stage(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<StagedPicture> {
    const path = join(this.incoming, randomUUID());
    const file = await open(path, 'wx', 0o600);
    const hash = createHash('sha256');
    const head = new Uint8Array(headLength);
    let bytes = 0;
    try {
      for await (const chunk of source) {
        if (bytes < headLength) head.set(chunk.subarray(0, headLength - bytes), bytes);
        hash.update(chunk);
        bytes += chunk.byteLength;
        await file.writeFile(chunk);
      }
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
    await file.close();
    return { path, sha256: hash.digest('hex'), bytes, head: head.subarray(0, Math.min(bytes, headLength)) };
  }

  /** Keeps a staged picture under its hash and returns where. */
  async keep(staged: StagedPicture): Promise<string> {
    const path = this.pathOf(staged.sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(staged.path, path);
    return path;
  }

  async discard(staged: StagedPicture): Promise<void> {
    await rm(staged.path, { force: true });
  }

  pathOf(sha256: string): string {
    return join(this.blobs, sha256.slice(0, 2), sha256);
  }

  async has(sha256: string): Promise<boolean> {
    return stat(this.pathOf(sha256)).then(
      (found) => found.isFile(),
      () => false,
    );
  }
}
