/** One tensor as a checkpoint lists it. */
export interface TensorInfo {
  readonly name: string;
  /** Upper-case safetensors name: `F32`, `F16`, `BF16`, `I64` … */
  readonly dtype: string;
  /** Row-major; empty for a scalar. */
  readonly shape: readonly number[];
  readonly byteLength: number;
}

/**
 * The weights of a model, read one tensor at a time, whatever file format they lie in.
 * Opening one has already checked that every listed tensor lies inside its file.
 */
export interface Checkpoint {
  /** The file, for messages. */
  readonly path: string;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /**
   * The elements of one F32, F16 or BF16 tensor, row-major, as float32.
   * @throws BadModelError naming the tensor when it is missing, of another dtype, or cannot be read.
   */
  readFloats(name: string): Promise<Float32Array<ArrayBuffer>>;
  /**
   * The little-endian bytes of one contiguous tensor in its own dtype.
   * @throws BadModelError naming the tensor when it is missing or cannot be read.
   */
  readBytes(name: string): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Number of elements of a shape. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
