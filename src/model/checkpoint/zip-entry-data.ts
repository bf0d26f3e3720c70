import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { readRange } from './read-range.js';
import type { Refusal } from './refusal.js';
import type { ZipDirectory, ZipEntry } from './zip-directory.js';

const signature = 0x04034b50;
const fixedBytes = 30;
const stored = 0;
const deflated = 8;
/** Deflate cannot shrink more than this (zlib's technical notes). */
const largestDeflateRatio = 1032;
const chunkBytes = 64 << 10;

/** The bytes of one zip entry, read range by range. */
export class ZipEntryData {
  readonly entry: ZipEntry;
  readonly #file: FileHandle;
  readonly #start: number;
  readonly #refuse: Refusal;

  private constructor(file: FileHandle, entry: ZipEntry, start: number, refuse: Refusal) {
    this.entry = entry;
    this.#file = file;
    this.#start = start;
    this.#refuse = refuse;
  }

  /**
   * Checks an entry's local header against the directory (APPNOTE.TXT 4.3.7) and that its data lies inside the archive.
   * @throws what `refuse` makes, naming the entry
   */
  static async open(
    file: FileHandle,
    directory: ZipDirectory,
    entry: ZipEntry,
    refuse: Refusal,
  ): Promise<ZipEntryData> {
    const refuseEntry: Refusal = (reason) => refuse(`entry '${entry.name}' ${reason}`);
    checkPacking(entry, refuseEntry);
    const name = Buffer.from(entry.name);
    const header = Buffer.alloc(fixedBytes + name.length);
    const fits = entry.headerOffset + header.length <= directory.start;
    if (!fits || (await readRange(file, header, entry.headerOffset)) < header.length) {
      throw refuseEntry('begins beyond the archive');
    }
    if (header.readUInt32LE(0) !== signature) {
      throw refuseEntry(`should have its header at byte ${entry.headerOffset}`);
    }
    const sameName = header.readUInt16LE(26) === name.length && header.subarray(fixedBytes).equals(name);
    if (!sameName || header.readUInt16LE(8) !== entry.method) {
      throw refuseEntry(`has another name or compression in its header at byte ${entry.headerOffset}`);
    }
    // Sizes are in the header only where none follow the data (APPNOTE.TXT 4.4.4, bit 3), and not for zip64.
    const sizesFollow = (header.readUInt16LE(6) & 8) !== 0;
    const size = header.readUInt32LE(22);
    if (!sizesFollow && size !== 0xffffffff && size !== entry.bytes) {
      throw refuseEntry(`has ${entry.bytes} bytes in the directory but ${size} in its header`);
    }
    const start = entry.headerOffset + header.length + header.readUInt16LE(28);
    if (start + entry.compressedBytes > directory.start) throw refuseEntry('reaches beyond the archive');
    return new ZipEntryData(file, entry, start, refuseEntry);
  }

  /** Whether reading from the middle costs no more than reading from the beginning. */
  get isStored(): boolean {
    return this.entry.method === stored;
  }

  /**
   * Fills `target` with the unpacked bytes from `position` on. A deflated entry is unpacked from its beginning each time.
   * @throws what `refuse` makes when the entry has fewer bytes
   */
  async read(target: Uint8Array, position: number): Promise<void> {
    const filled = this.isStored
      ? await readRange(this.#file, target, this.#start + position)
      : await this.#inflate(target, position);
    if (filled < target.byteLength) throw this.#refuse('is truncated');
  }

  async #inflate(target: Uint8Array, position: number): Promise<number> {
    const unpacked = createInflateRaw();
    // The loop below meets every error; it also ends the pipeline early.
    pipeline(Readable.from(this.#compressedChunks()), unpacked, () => undefined);
    let at = 0;
    let filled = 0;
    try {
      for await (const chunk of unpacked as AsyncIterable<Buffer>) {
        const wanted = chunk.subarray(Math.max(0, position - at), position + target.byteLength - at);
        target.set(wanted, filled);
        filled += wanted.byteLength;
        at += chunk.byteLength;
        if (filled === target.byteLength) break;
      }
    } catch (cause) {
      throw this.#refuse(`cannot be unpacked (${cause instanceof Error ? cause.message : String(cause)})`);
    }
    return filled;
  }

  async *#compressedChunks(): AsyncGenerator<Uint8Array> {
    const { compressedBytes } = this.entry;
    for (let at = 0; at < compressedBytes; at += chunkBytes) {
      const chunk = new Uint8Array(Math.min(chunkBytes, compressedBytes - at));
      const read = await readRange(this.#file, chunk, this.#start + at);
      yield chunk.subarray(0, read);
    }
  }
}

function checkPacking(entry: ZipEntry, refuse: Refusal): void {
  const { method, encrypted, compressedBytes, bytes } = entry;
  if (encrypted) throw refuse('is encrypted');
  if (method === stored) {
    if (compressedBytes !== bytes) throw refuse('is not compressed, but has two sizes');
  } else if (method === deflated) {
    if (bytes > largestDeflateRatio * (compressedBytes + 1)) {
      throw refuse(`cannot have ${bytes} bytes when it is compressed to ${compressedBytes}`);
    }
  } else {
    throw refuse(`is compressed by method ${method}; only stored and deflated entries are supported`);
  }
}
