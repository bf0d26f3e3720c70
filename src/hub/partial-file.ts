import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { startDigest, type Digester } from './digest.js';
import type { HubFile } from './hub.js';

/** What is kept beside a partial file, to know what its bytes are part of. */
const originSchema = z.object({
  etag: z.string().nullable(),
  bytes: z.int(),
  digest: z.string().nullable(),
});

/**
 * A file that is still arriving: its first bytes lie on disk, digested as they came, and outlive the process. Beside it stands
 * what they are part of; bytes without that, or of a file that the hub lists otherwise by now, are thrown away.
 */
export class PartialFile {
  #handle: FileHandle | null = null;
  #position = 0;
  #etag: string | null = null;
  #digester: Digester;

  private constructor(
    private readonly path: string,
    readonly file: HubFile,
  ) {
    this.#digester = startDigest(file.digest, file.bytes);
  }

  /**
   * Reads what is there of the file already.
   * @param path of the partial file, whose folder is made
   */
  static async open(path: string, file: HubFile, signal: AbortSignal): Promise<PartialFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const partial = new PartialFile(path, file);
    await partial.#resume(signal);
    return partial;
  }

  /** Bytes that are there. */
  get position(): number {
    return this.#position;
  }

  /** Of the version that the bytes are part of; null where the server named none. */
  get etag(): string | null {
    return this.#etag;
  }

  /** Whether what is there can be continued: some version of the file must be sure to go with it. */
  get resumable(): boolean {
    return this.#position > 0 && (isStrong(this.#etag) || this.file.digest !== null);
  }

  /** Throws away what is there; what comes next is of the version `etag`. */
  async restart(etag: string | null): Promise<void> {
    await this.discard();
    const { bytes, digest } = this.file;
    await writeFile(this.#originPath, JSON.stringify({ etag, bytes, digest: digest?.hex ?? null }));
    this.#etag = etag;
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#handle ??= await open(this.path, 'a', 0o600);
    this.#digester.update(chunk);
    await this.#handle.writeFile(chunk);
    this.#position += chunk.length;
  }

  /** Throws away what is there. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
    await rm(this.#originPath, { force: true });
    this.#position = 0;
    this.#etag = null;
    this.#digester = startDigest(this.file.digest, this.file.bytes);
  }

  /** Whether the whole file has the digest that the hub lists. Once, when everything is there. */
  isRight(): boolean {
    return this.#digester.matches();
  }

  /** Gives the finished file its name. */
  async finish(path: string): Promise<void> {
    this.#handle ??= await open(this.path, 'a', 0o600);
    await this.#handle.sync();
    await this.close();
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(this.path, path);
    await rm(this.#originPath, { force: true });
  }

  /** Leaves what is there for the next time. */
  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  get #originPath(): string {
    return `${this.path}.json`;
  }

  async #resume(signal: AbortSignal): Promise<void> {
    const origin = await readOrigin(this.#originPath);
    const there = await stat(this.path).catch(() => null);
    const { bytes, digest } = this.file;
    const continues =
      origin !== null &&
      there?.isFile() === true &&
      there.size <= bytes &&
      origin.bytes === bytes &&
      origin.digest === (digest?.hex ?? null);
    if (!continues) {
      await this.discard();
      return;
    }
    for await (const chunk of createReadStream(this.path, { highWaterMark: 1 << 20, signal })) {
      this.#digester.update(chunk as Buffer);
      this.#position += (chunk as Buffer).length;
    }
    this.#etag = origin.etag;
  }
}

/** RFC 9110, section 13.1.5: only a strong validator tells that bytes of two answers fit together. */
export function isStrong(etag: string | null): etag is string {
  return etag?.startsWith('"') === true;
}

async function readOrigin(path: string): Promise<z.infer<typeof originSchema> | null> {
  try {
    return originSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Written before the first byte; without it nobody knows what the bytes are.
    return null;
  }
}
