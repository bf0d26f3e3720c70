import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ExternalData } from './onnx/model.js';

/** Tensors begin at multiples of a cache line, so that they can be used where the file is mapped. */
const alignment = 64;

/** The file beside a graph that holds its large tensors, written front to back. */
export class WeightFile {
  readonly #name: string;
  readonly #file: FileHandle;
  #length = 0;

  private constructor(name: string, file: FileHandle) {
    this.#name = name;
    this.#file = file;
  }

  static async create(path: string): Promise<WeightFile> {
    return new WeightFile(basename(path), await open(path, 'w'));
  }

  /** Appends a tensor and tells where it lies. */
  async append(values: ArrayBufferView): Promise<ExternalData> {
    const padding = (alignment - (this.#length % alignment)) % alignment;
    if (padding > 0) await this.#file.appendFile(new Uint8Array(padding));
    const offset = this.#length + padding;
    await this.#file.appendFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    this.#length = offset + values.byteLength;
    return { file: this.#name, offset, length: values.byteLength };
  }

  /** Makes everything durable and closes the file. */
  async close(): Promise<void> {
    try {
      await this.#file.sync();
    } finally {
      await this.#file.close();
    }
  }
}
