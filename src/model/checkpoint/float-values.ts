import { BadModelError } from '../../errors/bad-model-error.js';
import type { TensorInfo } from './checkpoint.js';
import { isFloatDtype } from './dtype.js';
import { bfloat16ToFloat32, float16ToFloat32 } from './half-precision.js';

/**
 * Refuses what `Checkpoint.readFloats` cannot read, before anything of it is read.
 * @param path the checkpoint, for messages
 * @throws BadModelError naming tensor and dtype
 */
export function requireFloats({ name, dtype }: TensorInfo, path: string): void {
  if (isFloatDtype(dtype)) return;
  throw new BadModelError(
    `${path}: tensor '${name}' has dtype ${dtype}; only F32, F16 and BF16 weights are supported`,
  );
}

/**
 * Little-endian F32, F16 or BF16 elements as float32.
 * @param bytes a buffer of their own; F32 values are returned in place
 */
export function floatValues(bytes: Uint8Array<ArrayBuffer>, dtype: string): Float32Array<ArrayBuffer> {
  if (dtype === 'F32') return new Float32Array(bytes.buffer);
  const halves = new Uint16Array(bytes.buffer);
  return dtype === 'F16' ? float16ToFloat32(halves) : bfloat16ToFloat32(halves);
}
