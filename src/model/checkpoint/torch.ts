import type { FileHandle } from 'node:fs/promises';
import { BadModelError } from '../../errors/bad-model-error.js';
import { elementCount, type Checkpoint, type TensorInfo } from './checkpoint.js';
import { floatValues, requireFloats } from './float-values.js';
import { gather, isContiguous } from './gather.js';
import { openFile } from './open-file.js';
import type { TorchTensor } from './pickle-value.js';
import { readRange } from './read-range.js';
import type { Refusal } from './refusal.js';
import { openTorchArchive } from './torch-archive.js';
import { formatBytes, requireZip } from './torch-format.js';
import { readStateDict } from './torch-state-dict.js';
import type { ZipEntryData } from './zip-entry-data.js';

/** A tensor of a PyTorch checkpoint and the entry that holds its storage. */
interface StoredTensor extends TensorInfo {
  readonly view: TorchTensor;
  readonly data: ZipEntryData;
}

/** A deflated entry is unpacked anew for every 4 MiB of scattered elements; PyTorch itself never compresses. */
const mostScatteredDeflated = 16 << 20;

/**
 * Opens a checkpoint that `torch.save` wrote (PyTorch 1.6 or newer): a state_dict, or a dictionary that has one under `model`,
 * as fairseq writes it. Nothing of it is run. Tensor data is read later, range by range; tied tensors read the same storage.
 * @throws BadModelError saying what is wrong, with the zip entry and its byte
 */
export async function openTorch(path: string): Promise<Checkpoint> {
  const file = await openFile(path);
  try {
    return new TorchCheckpoint(path, file, await readTensors(file, path));
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readTensors(file: FileHandle, path: string): Promise<Map<string, StoredTensor>> {
  const refuse: Refusal = (reason) =>
    new BadModelError(`${path}: not a usable PyTorch checkpoint: ${reason}`);
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(size, formatBytes));
  await readRange(file, head, 0);
  requireZip(head, path, refuse);
  const archive = await openTorchArchive(file, size, refuse);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, view] of readStateDict(archive.pickle, archive.pickleName, refuse)) {
    const { storage, shape } = view;
    const refuseTensor: Refusal = (reason) => refuse(`tensor '${name}': ${reason}`);
    const data = await archive.storage(storage.key, refuseTensor);
    const needed = storage.elements * storage.elementBytes;
    if (data.entry.bytes !== needed) {
      throw refuseTensor(
        `entry '${data.entry.name}' has ${data.entry.bytes} bytes; ` +
          `${storage.elements} elements of dtype ${storage.dtype} need ${needed}`,
      );
    }
    if (!data.isStored && !isContiguous(view) && needed > mostScatteredDeflated) {
      throw refuseTensor(
        `its elements are scattered in the compressed entry '${data.entry.name}'; save it again with PyTorch`,
      );
    }
    const byteLength = elementCount(shape) * storage.elementBytes;
    tensors.set(name, { name, dtype: storage.dtype, shape, byteLength, view, data });
  }
  return tensors;
}

class TorchCheckpoint implements Checkpoint {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  readonly #file: FileHandle;
  readonly #stored: ReadonlyMap<string, StoredTensor>;

  constructor(path: string, file: FileHandle, stored: ReadonlyMap<string, StoredTensor>) {
    this.path = path;
    this.tensors = stored;
    this.#file = file;
    this.#stored = stored;
  }

  async readFloats(name: string): Promise<Float32Array<ArrayBuffer>> {
    const tensor = this.#find(name);
    requireFloats(tensor, this.path);
    return floatValues(await this.readBytes(name), tensor.dtype);
  }

  async readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const { view, data, byteLength } = this.#find(name);
    const { elementBytes } = view.storage;
    if (!isContiguous(view)) {
      return gather(view, elementBytes, (target, position) => data.read(target, position));
    }
    const bytes = new Uint8Array(byteLength);
    await data.read(bytes, view.offset * elementBytes);
    return bytes;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #find(name: string): StoredTensor {
    const tensor = this.#stored.get(name);
    if (tensor === undefined) throw new BadModelError(`${this.path}: tensor '${name}' is missing`);
    return tensor;
  }
}
