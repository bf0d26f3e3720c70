import { writeFile } from 'node:fs/promises';

export interface LibraryParts {
  readonly needed?: readonly string[];
  readonly soname?: string;
  readonly rpath?: string;
  readonly runpath?: string;
  readonly versions?: readonly string[];
  readonly machine?: number;
  /** Texts among its data, as a program has them. */
  readonly texts?: readonly string[];
}

const headerBytes = 64;
const segmentBytes = 56;
/** Addresses differ from offsets, as in most libraries. */
const base = 0x400000;

/** A shared library that consists of its dynamic section: enough for the loader to know what it needs. */
export function libraryBytes(parts: LibraryParts): Buffer {
  const { needed = [], soname, rpath, runpath, versions = [], machine = 62, texts = [] } = parts;
  let strings = '\0';
  const offsetOf = (text: string): number => {
    strings += `${text}\0`;
    return strings.length - text.length - 1;
  };
  const entries: [number, number][] = needed.map((name) => [1, offsetOf(name)]);
  if (soname !== undefined) entries.push([14, offsetOf(soname)]);
  if (rpath !== undefined) entries.push([15, offsetOf(rpath)]);
  if (runpath !== undefined) entries.push([29, offsetOf(runpath)]);
  const versionNames = versions.map(offsetOf);
  for (const text of texts) offsetOf(text);

  const stringsAt = headerBytes + 2 * segmentBytes;
  const versionsAt = stringsAt + strings.length;
  const table = versionTable(versionNames);
  const dynamicAt = versionsAt + table.length;
  entries.push([5, base + stringsAt], [10, strings.length]);
  if (versions.length > 0) entries.push([0x6ffffffc, base + versionsAt], [0x6ffffffd, versions.length]);
  entries.push([0, 0]);
  const dynamic = Buffer.alloc(entries.length * 16);
  entries.forEach(([tag, value], i) => {
    dynamic.writeBigUInt64LE(BigInt(tag), i * 16);
    dynamic.writeBigUInt64LE(BigInt(value), i * 16 + 8);
  });
  const size = dynamicAt + dynamic.length;
  return Buffer.concat([
    header(machine),
    segment(1, 0, size),
    segment(2, dynamicAt, dynamic.length),
    Buffer.from(strings, 'latin1'),
    table,
    dynamic,
  ]);
}

export function writeLibrary(path: string, parts: LibraryParts): Promise<void> {
  return writeFile(path, libraryBytes(parts));
}

function header(machine: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write('\x7fELF\x02\x01\x01', 'latin1');
  bytes.writeUInt16LE(3, 16);
  bytes.writeUInt16LE(machine, 18);
  bytes.writeUInt32LE(1, 20);
  bytes.writeBigUInt64LE(BigInt(headerBytes), 32);
  bytes.writeUInt16LE(headerBytes, 52);
  bytes.writeUInt16LE(segmentBytes, 54);
  bytes.writeUInt16LE(2, 56);
  return bytes;
}

function segment(type: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(segmentBytes);
  bytes.writeUInt32LE(type, 0);
  bytes.writeBigUInt64LE(BigInt(offset), 8);
  bytes.writeBigUInt64LE(BigInt(base + offset), 16);
  bytes.writeBigUInt64LE(BigInt(base + offset), 24);
  bytes.writeBigUInt64LE(BigInt(length), 32);
  bytes.writeBigUInt64LE(BigInt(length), 40);
  return bytes;
}

/** Definitions of 20 bytes, each followed by its name of 8. */
function versionTable(names: readonly number[]): Buffer {
  const bytes = Buffer.alloc(names.length * 28);
  names.forEach((name, i) => {
    bytes.writeUInt16LE(1, i * 28);
    bytes.writeUInt16LE(1, i * 28 + 6);
    bytes.writeUInt32LE(20, i * 28 + 12);
    bytes.writeUInt32LE(i + 1 === names.length ? 0 : 28, i * 28 + 16);
    bytes.writeUInt32LE(name, i * 28 + 20);
  });
  return bytes;
}
