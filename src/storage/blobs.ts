import { createHash, randomUUID } from 'node:crypto';
import { unlinkSync } from 'node:fs';
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

/** A picture that is kept. */
export interface KeptPicture {
  readonly sha256: string;
  readonly bytes: number;
  /** When these bytes last arrived. */
  readonly arrivedAt: Date;
}

const headLength = 512;
const sha256Pattern = /^[0-9a-f]{64}$/;

/** Pictures on disk by the SHA-256 of their bytes; the same picture is stored once. */
export class BlobStore {
  /** Kept for captions that are not stored yet: nobody who asks the database knows of them. */
  readonly #unrecorded = new Map<string, Set<StagedPicture>>();
  /** For each removal at work: what was kept since it began. */
  readonly #removals = new Set<Set<string>>();

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

  /** Keeps a staged picture under its hash and returns where. It is not removed before `recorded` is called. */
  async keep(staged: StagedPicture): Promise<string> {
    const waiting = this.#unrecorded.get(staged.sha256) ?? new Set();
    this.#unrecorded.set(staged.sha256, waiting.add(staged));
    for (const keptMeanwhile of this.#removals) keptMeanwhile.add(staged.sha256);
    const path = this.pathOf(staged.sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(staged.path, path);
    return path;
  }

  /** The caption for which it was kept is stored now, or never will be. Does nothing where it was not kept. */
  recorded(staged: StagedPicture): void {
    const waiting = this.#unrecorded.get(staged.sha256);
    if (waiting?.delete(staged) === true && waiting.size === 0) this.#unrecorded.delete(staged.sha256);
  }

  /**
   * Removes those of the pictures that are not in use, and returns them. One that is kept anew meanwhile stays, also where
   * `inUse` was asked too early to know of it.
   */
  async removeUnless(
    sha256s: readonly string[],
    inUse: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<KeptPicture[]> {
    const removed: KeptPicture[] = [];
    const keptMeanwhile = new Set<string>();
    this.#removals.add(keptMeanwhile);
    try {
      const used = await inUse(sha256s);
      for (const sha256 of sha256s) {
        const found = used.has(sha256) ? null : await this.find(sha256);
        if (found === null || keptMeanwhile.has(sha256) || this.#unrecorded.has(sha256)) continue;
        // In the same tick as the question: what is kept from now on is moved here after this, not before.
        unlinkSync(this.pathOf(sha256));
        removed.push(found);
      }
    } finally {
      this.#removals.delete(keptMeanwhile);
    }
    return removed;
  }

  /** What is kept of one picture; null when nothing is. */
  async find(sha256: string): Promise<KeptPicture | null> {
    const found = await stat(this.pathOf(sha256)).catch(() => null);
    return found?.isFile() === true ? { sha256, bytes: found.size, arrivedAt: found.mtime } : null;
  }

  /** The hashes of all pictures that are kept, a folder at a time. */
  async *folders(): AsyncGenerator<string[]> {
    for (const folder of await readdir(this.blobs)) {
      const names = await readdir(join(this.blobs, folder)).catch(() => []);
      yield names.filter((name) => sha256Pattern.test(name) && name.startsWith(folder));
    }
  }

  async discard(staged: StagedPicture): Promise<void> {
    await rm(staged.path, { force: true });
  }

  pathOf(sha256: string): string {
    return join(this.blobs, sha256.slice(0, 2), sha256);
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.find(sha256)) !== null;
  }
}
