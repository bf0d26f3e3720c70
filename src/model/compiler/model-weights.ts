import type { Checkpoint } from '../checkpoint/checkpoint.js';
import { matrix, type Matrix } from './matrix.js';

/** Weight and bias of a linear layer, `[outputs, inputs]` and `[outputs]`. */
export interface Linear {
  readonly weight: Matrix;
  readonly bias: Float32Array;
}

/** Weight and bias of a normalisation, both `[width]`. */
export interface Affine {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/** Reads a checkpoint's tensors as the compiler uses them, one at a time; shapes were checked when the model was read. */
export class ModelWeights {
  readonly #checkpoint: Checkpoint;
  readonly #onRead: (tensor: string) => void;

  /** @param onRead is told the name of every tensor that was read, and may throw to stop the compiler */
  constructor(checkpoint: Checkpoint, onRead: (tensor: string) => void) {
    this.#checkpoint = checkpoint;
    this.#onRead = onRead;
  }

  async floats(name: string): Promise<Float32Array<ArrayBuffer>> {
    const values = await this.#checkpoint.readFloats(name);
    this.#onRead(name);
    return values;
  }

  shape(name: string): readonly number[] {
    return this.#checkpoint.tensors.get(name)?.shape ?? [];
  }

  async matrix(name: string): Promise<Matrix> {
    const [rows = 1, columns = 1] = this.shape(name);
    return matrix(rows, columns, await this.floats(name));
  }

  async linear(name: string): Promise<Linear> {
    return { weight: await this.matrix(`${name}.weight`), bias: await this.floats(`${name}.bias`) };
  }

  async affine(name: string): Promise<Affine> {
    return { weight: await this.floats(`${name}.weight`), bias: await this.floats(`${name}.bias`) };
  }
}
