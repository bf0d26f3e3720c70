import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint, TensorInfo } from './checkpoint.js';

/** A checkpoint whose tensors go by other names than in its file. */
export class RenamedCheckpoint implements Checkpoint {
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  readonly #original: Checkpoint;
  readonly #originalNames: ReadonlyMap<string, string>;

  /**
   * @param originalNames the name in the file by each new name
   * @throws BadModelError naming a tensor that the file does not have
   */
  constructor(original: Checkpoint, originalNames: ReadonlyMap<string, string>) {
    this.path = original.path;
    this.#original = original;
    this.#originalNames = originalNames;
    const tensors = new Map<string, TensorInfo>();
    for (const [name, originalName] of originalNames) {
      const tensor = original.tensors.get(originalName);
      if (tensor === undefined) {
        throw new BadModelError(`${original.path}: tensor '${originalName}' is missing`);
      }
      tensors.set(name, { ...tensor, name });
    }
    this.tensors = tensors;
  }

  readFloats(name: string): Promise<Float32Array<ArrayBuffer>> {
    return this.#original.readFloats(this.#originalNames.get(name) ?? name);
  }

  readBytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    return this.#original.readBytes(this.#originalNames.get(name) ?? name);
  }

  close(): Promise<void> {
    return this.#original.close();
  }
}
