import type { FileHandle } from 'node:fs/promises';
import { readRange } from './read-range.js';
import type { Refusal } from './refusal.js';

/** Where the central directory of a zip archive lies. */
export interface ZipEnd {
  readonly entryCount: number;
  readonly start: number;
  readonly bytes: number;
}

/** In a 32-bit field: the value stands in a zip64 field. */
export const largest32 = 0xffffffff;

const endSignature = 0x06054b50;
const endBytes = 22;
const longestComment = 65_535;
const locatorSignature = 0x07064b50;
const locatorBytes = 20;
const wideEndSignature = 0x06064b50;
const wideEndBytes = 56;

/**
 * Finds the end record of a zip archive, the zip64 one where there is one (APPNOTE.TXT 4.3.14 to 4.3.16).
 * @throws what `refuse` makes when there is none, as in a file whose download broke off
 */
export async function findZipEnd(file: FileHandle, size: number, refuse: Refusal): Promise<ZipEnd> {
  const tail = Buffer.alloc(Math.min(size, endBytes + longestComment + locatorBytes));
  const tailStart = size - tail.length;
  await readRange(file, tail, tailStart);
  const at = findEndRecord(tail);
  if (at === null) {
    throw refuse(`its zip directory is missing; the file is truncated, was its download complete?`);
  }
  const locator = at - locatorBytes;
  const isWide = locator >= 0 && tail.readUInt32LE(locator) === locatorSignature;
  const recordAt = isWide ? wideOffset(tail, locator, refuse) : tailStart + at;
  const end = isWide ? await readWideEnd(file, recordAt, refuse) : readEnd(tail, at, refuse);
  if (end.start + end.bytes !== recordAt) {
    throw refuse(
      `its zip directory should end at byte ${recordAt}, but has ${end.bytes} bytes from byte ${end.start} on`,
    );
  }
  return end;
}

/** The last record whose comment reaches exactly to the end of the file; a comment may hold the signature too. */
function findEndRecord(tail: Buffer): number | null {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    if (at + endBytes + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return null;
}

function readEnd(tail: Buffer, at: number, refuse: Refusal): ZipEnd {
  if (tail.readUInt16LE(at + 4) !== 0) throw refuse('it is one part of a zip archive of several files');
  return {
    entryCount: tail.readUInt16LE(at + 10),
    bytes: tail.readUInt32LE(at + 12),
    start: tail.readUInt32LE(at + 16),
  };
}

function wideOffset(tail: Buffer, locator: number, refuse: Refusal): number {
  const offset = tail.readBigUInt64LE(locator + 8);
  if (offset > Number.MAX_SAFE_INTEGER) throw refuse('its zip64 end record lies beyond the file');
  return Number(offset);
}

async function readWideEnd(file: FileHandle, at: number, refuse: Refusal): Promise<ZipEnd> {
  const record = Buffer.alloc(wideEndBytes);
  const read = await readRange(file, record, at);
  if (read < wideEndBytes || record.readUInt32LE(0) !== wideEndSignature) {
    throw refuse(`byte ${at}: its zip64 end record should begin here`);
  }
  if (record.readUInt32LE(16) !== 0) throw refuse('it is one part of a zip archive of several files');
  const [entryCount, bytes, start] = [32, 40, 48].map((offset) => Number(record.readBigUInt64LE(offset)));
  return { entryCount: entryCount!, bytes: bytes!, start: start! };
}
