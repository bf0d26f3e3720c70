import { open, type FileHandle } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { elementCount } from '../../src/model/checkpoint/checkpoint.js';
import { tensorDictionary, type Pickled } from './write-pickle.js';

/** One storage to write; without `values` its elements are zeros that take no room on disk. */
export interface TorchStorageToWrite {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values?: () => Float32Array | Uint16Array | BigInt64Array;
  /** By default `FloatStorage`. */
  readonly storageClass?: keyof typeof elementBytes;
}

const elementBytes = { FloatStorage: 4, HalfStorage: 2, LongStorage: 8 };

export interface TorchFileOptions {
  /** Other names of tensors, which share their storage. */
  readonly tied?: ReadonlyMap<string, string>;
  /** The dictionary lies under this key of another one. */
  readonly nestedUnder?: string;
}

/** Writes a checkpoint in the form of `torch.save` of PyTorch 1.6 and newer, one storage in memory at a time. */
export async function writeTorch(
  path: string,
  storages: readonly TorchStorageToWrite[],
  { tied = new Map(), nestedUnder }: TorchFileOptions = {},
): Promise<void> {
  const rows: Pickled[] = storages.map(({ name, shape, storageClass = 'FloatStorage' }, index) => ({
    name,
    shape,
    storageClass,
    key: String(index),
    elements: elementCount(shape),
  }));
  for (const [name, original] of tied) {
    const row = rows.find((candidate) => candidate.name === original);
    if (row === undefined) throw new Error(`no tensor '${original}'`);
    rows.push({ ...row, name });
  }
  const zip = await ZipWriter.create(path);
  await zip.add('archive/data.pkl', tensorDictionary(rows, nestedUnder));
  for (const [index, { shape, values, storageClass = 'FloatStorage' }] of storages.entries()) {
    const name = `archive/data/${index}`;
    if (values === undefined) {
      await zip.addHole(name, elementCount(shape) * elementBytes[storageClass]);
    } else {
      const { buffer, byteOffset, byteLength } = values();
      await zip.add(name, new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  await zip.add('archive/version', Buffer.from('3\n'));
  await zip.close();
}

/** How entries are written; without `deflate` their bytes are written as they are, whatever they claim to be. */
export interface EntryOptions {
  readonly method?: number;
  /** Bytes once unpacked. */
  readonly bytes?: number;
  readonly deflate?: boolean;
}

/** Writes hand-made entries as a checkpoint's archive. */
export async function writeArchive(
  path: string,
  entries: Readonly<Record<string, Uint8Array>>,
  { deflate = false, ...claims }: EntryOptions = {},
): Promise<void> {
  const zip = await ZipWriter.create(path);
  for (const [name, bytes] of Object.entries(entries)) {
    if (deflate) await zip.add(name, deflateRawSync(bytes), { method: 8, bytes: bytes.length });
    else await zip.add(name, bytes, claims);
  }
  await zip.close();
}

const alignment = 64;

/** A zip archive as PyTorch writes it: sizes after the data, data aligned, zip64 end record. Checksums are left at zero. */
class ZipWriter {
  readonly #file: FileHandle;
  readonly #directory: Buffer[] = [];
  #at = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async create(path: string): Promise<ZipWriter> {
    return new ZipWriter(await open(path, 'w'));
  }

  async add(
    name: string,
    bytes: Uint8Array,
    { method = 0, bytes: claimed = bytes.length } = {},
  ): Promise<void> {
    const offset = await this.#header(name, method);
    await this.#write(bytes);
    this.#list(name, method, bytes.length, claimed, offset);
  }

  async addHole(name: string, bytes: number): Promise<void> {
    const offset = await this.#header(name, 0);
    this.#at += bytes;
    this.#list(name, 0, bytes, bytes, offset);
  }

  async close(): Promise<void> {
    const start = this.#at;
    const directory = Buffer.concat(this.#directory);
    const count = this.#directory.length;
    const end = Buffer.alloc(56 + 20 + 22);
    end.writeUInt32LE(0x06064b50, 0);
    end.writeBigUInt64LE(44n, 4);
    end.writeBigUInt64LE(BigInt(count), 24);
    end.writeBigUInt64LE(BigInt(count), 32);
    end.writeBigUInt64LE(BigInt(directory.length), 40);
    end.writeBigUInt64LE(BigInt(start), 48);
    end.writeUInt32LE(0x07064b50, 56);
    end.writeBigUInt64LE(BigInt(start + directory.length), 64);
    end.writeUInt32LE(1, 72);
    end.writeUInt32LE(0x06054b50, 76);
    end.fill(0xff, 84, 96);
    await this.#write(directory);
    await this.#write(end);
    await this.#file.close();
  }

  async #header(name: string, method: number): Promise<number> {
    const offset = this.#at;
    const text = Buffer.from(name);
    const unpadded = offset + 30 + text.length + 4;
    const padding = (alignment - (unpadded % alignment)) % alignment;
    const header = Buffer.alloc(30 + text.length + 4 + padding, 'Z');
    header.fill(0, 0, 30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(0x0808, 6);
    header.writeUInt16LE(method, 8);
    header.writeUInt16LE(text.length, 26);
    header.writeUInt16LE(4 + padding, 28);
    text.copy(header, 30);
    header.write('FB', 30 + text.length);
    header.writeUInt16LE(padding, 32 + text.length);
    await this.#write(header);
    return offset;
  }

  #list(name: string, method: number, compressed: number, bytes: number, offset: number): void {
    const text = Buffer.from(name);
    const wide = Buffer.alloc(28);
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(24, 2);
    wide.writeBigUInt64LE(BigInt(bytes), 4);
    wide.writeBigUInt64LE(BigInt(compressed), 12);
    wide.writeBigUInt64LE(BigInt(offset), 20);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(0x0808, 8);
    entry.writeUInt16LE(method, 10);
    entry.fill(0xff, 20, 28);
    entry.writeUInt16LE(text.length, 28);
    entry.writeUInt16LE(wide.length, 30);
    entry.fill(0xff, 42, 46);
    this.#directory.push(Buffer.concat([entry, text, wide]));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#file.write(
        bytes,
        written,
        bytes.length - written,
        this.#at + written,
      );
      written += bytesWritten;
    }
    this.#at += bytes.length;
  }
}
