import type { FileHandle } from 'node:fs/promises';
import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint, TensorInfo } from './checkpoint.js';
import { floatValues, requireFloats } from './float-values.js';
import { openFile } from './open-file.js';
import { readRange } from './read-range.js';
import { parseSafetensorsHeader, type PlacedTensor } from './safetensors-header.js';

/**
 * OFA-huge's header has 0.3 MB. The reference implementation takes 100 MB (safetensors tensor.rs, `MAX_HEADER_SIZE`), which
 * parsed may become gigabytes.
 */
const mostHeaderBytes = 1 << 20;
const lengthFieldBytes = 8;

/**
 * Opens a safetensors file and checks its header; tensor data is read later, range by range.
 * @throws BadModelError saying what is wrong with the file
 */
export async function openSafetensors(path: string): Promise<Checkpoint> {
  const file = await openFile(path);
  try {
    const { size } = await file.stat();
    const header = await readHeader(file, size, path);
    const dataStart = lengthFieldBytes + header.byteLength;
    const tensors = parseSafetensorsHeader(header, size - dataStart, path);
    return new SafetensorsCheckpoint(path, file, dataStart, tensors);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readHeader(file: FileHandle, fileBytes: number, path: string): Promise<Uint8Array> {
  const refuse = (reason: string) => new BadModelError(`${path}: not a usable safetensors file: ${reason}`);
  const lengthField = new Uint8Array(lengthFieldBytes);
  if ((await readRange(file, lengthField, 0)) < lengthFieldBytes) throw refuse('it is shorter than 8 bytes');
  const declared = new DataView(lengthField.buffer).getBigUint64(0, true);
  if (declared > BigInt(mostHeaderBytes)) {
    throw refuse(`its header is declared to have ${declared} bytes; at most ${mostHeaderBytes} are read`);
  }
  const length = Number(declared);
  if (length > fileBytes - lengthFieldBytes) throw refuse('its header is declared larger than the file');
  const header = new Uint8Array(length);
  if ((await readRange(file, header, lengthFieldBytes)) < length) throw refuse('its header is truncated');
  return header;
}

class SafetensorsCheckpoint implements Checkpoint {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  readonly #file: FileHandle;
  readonly #dataStart: number;
  readonly #placed: ReadonlyMap<string, PlacedTensor>;

  constructor(path: string, file: FileHandle, dataStart: number, placed: ReadonlyMap<string, PlacedTensor>) {
    this.path = path;
    this.tensors = placed;
    this.#file = file;
    this.#dataStart = dataStart;
    this.#placed = placed;
  }

  async readFloats(name: string): Promise<Float32Array<ArrayBuffer>> {
    const tensor = this.#find(name);
    requireFloats(tensor, this.path);
    return floatValues(await this.readBytes(name), tensor.dtype);
  }

  async readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const tensor = this.#find(name);
    const bytes = new Uint8Array(tensor.byteLength);
    const read = await readRange(this.#file, bytes, this.#dataStart + tensor.begin);
    if (read < bytes.byteLength) {
      throw new BadModelError(
        `${this.path}: tensor '${name}' is truncated; the file changed while it was open`,
      );
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #find(name: string): PlacedTensor {
    const tensor = this.#placed.get(name);
    if (tensor === undefined) throw new BadModelError(`${this.path}: tensor '${name}' is missing`);
    return tensor;
  }
}
