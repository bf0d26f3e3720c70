import { ElfFile } from './elf-file.js';

/** What the dynamic section of a shared library says (System V ABI, chapter 5; names as in `readelf -d`). */
export interface SharedLibrary {
  /** The processor it is for, as in the header: 62 is x86-64. */
  readonly machine: number;
  readonly soname: string | null;
  /** Libraries that the loader has to find before this one can be loaded. */
  readonly needed: readonly string[];
  /** Folders that the loader looks into before LD_LIBRARY_PATH; with a `runpath` it ignores them. */
  readonly rpath: readonly string[];
  /** Folders that the loader looks into after LD_LIBRARY_PATH. */
  readonly runpath: readonly string[];
  /** Names of the versions that it defines, such as `VERS_1.30.0`. */
  readonly versions: readonly string[];
}

export const machineX64 = 62;

const headerBytes = 64;
const segmentBytes = 56;
const entryBytes = 16;
const versionBytes = 20;
/** Far above what linkers write, far below what would hurt. */
const most = { segments: 512, entries: 4096, versions: 1024, name: 4096 };

const sharedObject = 3;
const segmentType = { load: 1, dynamic: 2 };
const tag = {
  end: 0,
  needed: 1,
  stringTable: 5,
  soname: 14,
  rpath: 15,
  runpath: 29,
  versions: 0x6ffffffc,
  versionCount: 0x6ffffffd,
};

/**
 * Reads a shared library's needs from disk, without loading it. ELF64, little endian; of a file of any size only some
 * kilobytes are read.
 * @throws BadLibraryError for every other file
 */
export async function readSharedLibrary(path: string): Promise<SharedLibrary> {
  const file = await ElfFile.open(path);
  try {
    const header = await readHeader(file);
    const segments = await readSegments(file, header);
    const dynamic = await readDynamic(file, segments);
    const name = stringReader(file, segments, dynamic);
    const names = (wanted: number): Promise<string[]> => {
      const found = dynamic.filter((entry) => entry.tag === wanted);
      return Promise.all(found.map(({ value }) => name(value)));
    };
    const folders = async (wanted: number): Promise<string[]> =>
      (await names(wanted)).flatMap((list) => list.split(':')).filter((folder) => folder !== '');
    const [soname = null] = await names(tag.soname);
    return {
      machine: header.machine,
      soname,
      needed: await names(tag.needed),
      rpath: await folders(tag.rpath),
      runpath: await folders(tag.runpath),
      versions: await readVersions(file, segments, dynamic, name),
    };
  } finally {
    await file.close();
  }
}

interface Header {
  readonly machine: number;
  readonly segmentsAt: number;
  readonly segmentCount: number;
}

async function readHeader(file: ElfFile): Promise<Header> {
  if (file.size < headerBytes) throw file.refuse('it is too short');
  const header = await file.read(0, headerBytes);
  if (header.toString('latin1', 0, 4) !== '\x7fELF') throw file.refuse('it is no ELF file');
  if (header[4] !== 2 || header[5] !== 1) throw file.refuse('it is not 64-bit little-endian ELF');
  if (header.readUInt16LE(16) !== sharedObject) throw file.refuse('it is ELF, but no shared object');
  const segmentCount = header.readUInt16LE(56);
  if (header.readUInt16LE(54) !== segmentBytes || segmentCount > most.segments) {
    throw file.refuse('its program headers are malformed');
  }
  return { machine: header.readUInt16LE(18), segmentsAt: whole(file, header, 32), segmentCount };
}

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: number;
  readonly bytes: number;
}

async function readSegments(file: ElfFile, { segmentsAt, segmentCount }: Header): Promise<Segment[]> {
  const table = await file.read(segmentsAt, segmentCount * segmentBytes);
  return Array.from({ length: segmentCount }, (_, i) => {
    const segment = table.subarray(i * segmentBytes, (i + 1) * segmentBytes);
    return {
      type: segment.readUInt32LE(0),
      offset: whole(file, segment, 8),
      address: whole(file, segment, 16),
      bytes: whole(file, segment, 32),
    };
  });
}

interface DynamicEntry {
  readonly tag: number;
  readonly value: number;
}

async function readDynamic(file: ElfFile, segments: readonly Segment[]): Promise<DynamicEntry[]> {
  const segment = segments.find(({ type }) => type === segmentType.dynamic);
  if (segment === undefined) throw file.refuse('it has no dynamic section');
  const count = Math.floor(segment.bytes / entryBytes);
  if (count > most.entries) throw file.refuse('its dynamic section is too long');
  const table = await file.read(segment.offset, count * entryBytes);
  const entries: DynamicEntry[] = [];
  for (let at = 0; at < table.length; at += entryBytes) {
    // Tags of interest fit; others, and addresses beyond 2^53, are never asked for.
    const entry = { tag: Number(table.readBigUInt64LE(at)), value: Number(table.readBigUInt64LE(at + 8)) };
    if (entry.tag === tag.end) break;
    entries.push(entry);
  }
  return entries;
}

/** Reads names by their offset in the string table. */
function stringReader(
  file: ElfFile,
  segments: readonly Segment[],
  dynamic: readonly DynamicEntry[],
): (offset: number) => Promise<string> {
  const table = dynamic.find((entry) => entry.tag === tag.stringTable);
  return (offset) => {
    if (table === undefined) throw file.refuse('it has no string table');
    return file.text(placeOf(file, segments, table.value + offset), most.name);
  };
}

/** Where in the file an address lies. */
function placeOf(file: ElfFile, segments: readonly Segment[], address: number): number {
  const segment = segments.find(
    ({ type, address: first, bytes }) =>
      type === segmentType.load && address >= first && address < first + bytes,
  );
  if (segment === undefined) throw file.refuse('an address in it lies outside the file');
  return segment.offset + (address - segment.address);
}

/** The chain of version definitions (`.gnu.version_d`): each begins with the offsets of its name and of the next. */
async function readVersions(
  file: ElfFile,
  segments: readonly Segment[],
  dynamic: readonly DynamicEntry[],
  name: (offset: number) => Promise<string>,
): Promise<string[]> {
  const first = dynamic.find((entry) => entry.tag === tag.versions);
  const count = dynamic.find((entry) => entry.tag === tag.versionCount)?.value ?? 0;
  if (first === undefined) return [];
  if (count > most.versions) throw file.refuse('it defines too many versions');
  const versions: string[] = [];
  let at = placeOf(file, segments, first.value);
  for (let i = 0; i < count; i++) {
    const definition = await file.read(at, versionBytes);
    const nameAt = at + definition.readUInt32LE(12);
    versions.push(await name((await file.read(nameAt, 4)).readUInt32LE(0)));
    at += definition.readUInt32LE(16);
  }
  return versions;
}

function whole(file: ElfFile, bytes: Buffer, offset: number): number {
  const value = bytes.readBigUInt64LE(offset);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw file.refuse('a number in it is impossible');
  return Number(value);
}
