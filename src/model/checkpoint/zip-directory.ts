import type { FileHandle } from 'node:fs/promises';
import { readRange } from './read-range.js';
import type { Refusal } from './refusal.js';
import { findZipEnd, largest32 } from './zip-end.js';

/** One file of a zip archive as the archive's central directory lists it. */
export interface ZipEntry {
  readonly name: string;
  /** Compression method: 0 stored, 8 deflated, others exist. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly compressedBytes: number;
  /** Bytes once unpacked, as declared. */
  readonly bytes: number;
  /** Where its local header begins. */
  readonly headerOffset: number;
}

export interface ZipDirectory {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** Where the central directory begins; every entry's data lies before it. */
  readonly start: number;
}

const signature = 0x02014b50;
const fixedBytes = 46;
/** A checkpoint has one entry per tensor; OFA-huge has 1901 tensors. */
const mostEntries = 65_536;
const mostBytes = 8 << 20;

/**
 * Reads the central directory of a zip archive (APPNOTE.TXT 4.3.12), zip64 included.
 * @param size bytes of the file
 * @throws what `refuse` makes, naming the byte or the entry
 */
export async function readZipDirectory(
  file: FileHandle,
  size: number,
  refuse: Refusal,
): Promise<ZipDirectory> {
  const { entryCount, start, bytes } = await findZipEnd(file, size, refuse);
  if (entryCount > mostEntries)
    throw refuse(`it lists ${entryCount} entries; at most ${mostEntries} are read`);
  if (bytes > mostBytes) throw refuse(`its zip directory has ${bytes} bytes; at most ${mostBytes} are read`);
  const directory = Buffer.alloc(bytes);
  if ((await readRange(file, directory, start)) < bytes) throw refuse('its zip directory is truncated');
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let index = 0; index < entryCount; index++) {
    const { entry, end } = parseEntry(directory, at, (reason) => refuse(`byte ${start + at}: ${reason}`));
    if (entries.has(entry.name)) throw refuse(`it has the entry '${entry.name}' twice`);
    entries.set(entry.name, entry);
    at = end;
  }
  if (at !== bytes) throw refuse(`byte ${start + at}: its zip directory has more than the entries it counts`);
  return { entries, start };
}

function parseEntry(directory: Buffer, at: number, refuse: Refusal): { entry: ZipEntry; end: number } {
  if (at + fixedBytes > directory.length || directory.readUInt32LE(at) !== signature) {
    throw refuse('a zip directory entry should begin here');
  }
  const nameEnd = at + fixedBytes + directory.readUInt16LE(at + 28);
  const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
  const end = extraEnd + directory.readUInt16LE(at + 32);
  if (end > directory.length) throw refuse('a zip directory entry is longer than the directory');
  const name = decodeName(directory.subarray(at + fixedBytes, nameEnd), refuse);
  const wide = wideFields(directory.subarray(nameEnd, extraEnd));
  const field = (offset: number): number => {
    const narrow = directory.readUInt32LE(at + offset);
    if (narrow !== largest32) return narrow;
    const value = wide.next();
    if (value.done === true || value.value > Number.MAX_SAFE_INTEGER) {
      throw refuse(`entry '${name}' has an impossible size or place`);
    }
    return Number(value.value);
  };
  // The order of these three is the order of the zip64 field's values (APPNOTE.TXT 4.5.3).
  const bytes = field(24);
  const compressedBytes = field(20);
  const headerOffset = field(42);
  const entry = {
    name,
    method: directory.readUInt16LE(at + 10),
    encrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
    compressedBytes,
    bytes,
    headerOffset,
  };
  return { entry, end };
}

function decodeName(bytes: Uint8Array, refuse: Refusal): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse('the name of a zip entry is not UTF-8');
  }
}

/** The 64-bit values of an entry's zip64 extra field. */
function* wideFields(extra: Buffer): Generator<bigint, undefined> {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (end > extra.length) return;
    if (extra.readUInt16LE(at) === 1) {
      for (let value = at + 4; value + 8 <= end; value += 8) yield extra.readBigUInt64LE(value);
      return;
    }
    at = end;
  }
}
