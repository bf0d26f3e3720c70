import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.js';

/** Largest absolute difference; infinite where the lengths differ or a value is not a number. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(difference)) return Infinity;
    largest = Math.max(largest, difference);
  }
  return largest;
}

/** Elements 0, stride, 2·stride … */
export function everyNth(values: Float32Array, stride: number): Float32Array {
  return values.filter((_, index) => index % stride === 0);
}

export function logSumExp(values: Float32Array): number {
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

/** An I32 tensor of a golden file. */
export async function readInt32(checkpoint: Checkpoint, name: string): Promise<Int32Array> {
  return new Int32Array((await checkpoint.readBytes(name)).buffer);
}
