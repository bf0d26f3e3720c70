import { axisWeights, precisionBits } from './bicubic-weights.js';
import { createResampleKernel, roundingHalf, tapBlock } from './resample-kernel.js';

const pageSize = 65_536;
const kernel = createResampleKernel();

/**
 * Squashes an RGB picture to a square as Pillow's `Image.resize((size, size), BICUBIC)` does, bit for bit: antialiased when
 * shrinking, a = -0.5, 22-bit fixed point, horizontal pass first and rounded to 8 bits, then the vertical one.
 * An axis that keeps its length is not filtered.
 *
 * Source: Pillow, `src/libImaging/Resample.c`.
 *
 * @param source `[height, width, 3]` uint8, interleaved
 * @param into `[size, size, 3]` uint8, written in full
 */
export function squashBicubic(
  source: { readonly data: Uint8Array; readonly width: number; readonly height: number },
  size: number,
  into: Uint8Array,
): void {
  const { data, width, height } = source;
  const rowLength = size * 3;
  if (data.length !== width * height * 3) throw new RangeError(`Expected ${width}x${height} RGB samples`);
  if (into.length !== size * rowLength) throw new RangeError(`Expected room for ${size}x${size} RGB samples`);
  if (width === size && height === size) {
    into.set(data);
    return;
  }

  const horizontal = axisWeights(width, size, tapBlock);
  const vertical = axisWeights(height, size, 1);
  const sumsPerRow = Math.ceil(rowLength / 4) * 4;
  const at = reserve({
    // The kernel takes a whole number of blocks of taps, past the row's end if need be (with weight 0).
    row: width * 3 + horizontal.stride * 3 + 4,
    firsts: size * 4,
    weights: horizontal.weights.byteLength,
    resampled: sumsPerRow + 4,
    sums: size * sumsPerRow * 4,
  });
  const bytes = new Uint8Array(kernel.memory.buffer);
  const integers = new Int32Array(kernel.memory.buffer);
  const resampled = bytes.subarray(at.resampled, at.resampled + rowLength);
  const sums = integers.subarray(at.sums / 4, at.sums / 4 + size * sumsPerRow).fill(roundingHalf);
  integers.set(
    horizontal.first.map((pixel) => pixel * 3),
    at.firsts / 4,
  );
  integers.set(horizontal.weights, at.weights / 4);

  // Sums are exact integers, so the vertical pass may take the rows as they come: only one resampled row is ever held.
  let oldest = 0;
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * width * 3, (y + 1) * width * 3);
    if (width === size) {
      resampled.set(row);
    } else {
      bytes.set(row, at.row);
      kernel.resampleRow(at.row, at.firsts, at.weights, horizontal.stride * 4, size, at.resampled);
    }
    if (height === size) {
      into.set(resampled, y * rowLength);
      continue;
    }
    while (oldest < size && vertical.first[oldest]! + vertical.taps[oldest]! <= y) oldest++;
    for (let out = oldest; out < size && vertical.first[out]! <= y; out++) {
      const weight = vertical.weights[out * vertical.stride + y - vertical.first[out]!]!;
      const start = at.sums + out * sumsPerRow * 4;
      kernel.addWeighted(at.resampled, weight, start, start + sumsPerRow * 4);
    }
  }
  if (height === size) return;
  for (let y = 0; y < size; y++) {
    for (let i = 0; i < rowLength; i++) into[y * rowLength + i] = toByte(sums[y * sumsPerRow + i]!);
  }
}

/** Places areas of so many bytes one behind the other in the kernel's memory, and grows it where they do not fit. */
function reserve<Area extends string>(lengths: Record<Area, number>): Record<Area, number> {
  const starts = { ...lengths };
  let end = 0;
  for (const area of Object.keys(lengths) as Area[]) {
    starts[area] = end;
    end = Math.ceil((end + lengths[area]) / 16) * 16;
  }
  const missing = end - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / pageSize));
  return starts;
}

function toByte(sum: number): number {
  const value = sum >> precisionBits;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
