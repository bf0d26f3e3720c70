import { describe, expect, test } from 'vitest';
import { squashBicubic } from '../../src/image/bicubic.js';
import { samples } from './pictures.js';

/** `Resample.c` as it is written: one pass an axis, every weight computed where it is used. */
function resampleAxis(from: Uint8Array, length: number, lanes: number, to: number): Uint8Array {
  if (length === to) return from;
  const rows = from.length / (length * lanes);
  const out = new Uint8Array(rows * to * lanes);
  const scale = length / to;
  const filterScale = Math.max(scale, 1);
  for (let position = 0; position < to; position++) {
    const centre = (position + 0.5) * scale;
    const low = Math.max(0, Math.trunc(centre - 2 * filterScale + 0.5));
    const high = Math.min(length, Math.trunc(centre + 2 * filterScale + 0.5));
    const unit = Array.from({ length: high - low }, (_, i) =>
      kernel((i + low - centre + 0.5) * (1 / filterScale)),
    );
    const total = unit.reduce((sum, weight) => sum + weight, 0);
    const weights = unit.map((weight) => Math.trunc((weight / total) * 2 ** 22 + (weight < 0 ? -0.5 : 0.5)));
    for (let row = 0; row < rows; row++) {
      for (let lane = 0; lane < lanes; lane++) {
        const sum = weights.reduce(
          (value, weight, i) => value + weight * from[(row * length + low + i) * lanes + lane]!,
          2 ** 21,
        );
        out[(row * to + position) * lanes + lane] = Math.min(255, Math.max(0, Math.floor(sum / 2 ** 22)));
      }
    }
  }
  return out;
}

function kernel(signed: number): number {
  const t = Math.abs(signed);
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1;
  return t < 2 ? (((t - 5) * t + 8) * t - 4) * -0.5 : 0;
}

/** Horizontal first, then vertical: a row of the picture is one lane block of the vertical pass. */
function reference(data: Uint8Array, width: number, height: number, size: number): Uint8Array {
  return resampleAxis(resampleAxis(data, width, 3, size), height, size * 3, size);
}

function squash(data: Uint8Array, width: number, height: number, size: number): Uint8Array {
  const into = new Uint8Array(size * size * 3).fill(77);
  squashBicubic({ data, width, height }, size, into);
  return into;
}

describe('squash', () => {
  test.each([
    [1, 1, 8],
    [1, 200, 16],
    [200, 1, 16],
    [2, 3, 64],
    [16, 16, 16],
    [16, 40, 16],
    [40, 16, 16],
    [16, 5, 16],
    [5, 16, 16],
    [17, 15, 16],
    [97, 61, 32],
    [300, 7, 32],
    [7, 300, 32],
    [123, 456, 48],
    [1, 5000, 24],
    [5000, 1, 24],
  ])('%i x %i to %i as Pillow computes it', (width, height, size) => {
    const data = samples(width * height * 3);
    expect(Buffer.compare(squash(data, width, height, size), reference(data, width, height, size))).toBe(0);
  });

  test('black and white edges overshoot into the range, not around it', () => {
    const data = Uint8Array.from({ length: 31 * 29 * 3 }, (_, i) => (Math.floor(i / 9) % 2 === 0 ? 0 : 255));
    expect(Buffer.compare(squash(data, 31, 29, 50), reference(data, 31, 29, 50))).toBe(0);
  });

  test('keeps a flat picture flat', () => {
    for (const level of [0, 1, 127, 254, 255]) {
      const flat = new Uint8Array(50 * 20 * 3).fill(level);
      expect(new Set(squash(flat, 50, 20, 32))).toEqual(new Set([level]));
    }
  });

  test('writes its own part of a batch only', () => {
    const batch = new Uint8Array(3 * 8 * 8 * 3).fill(9);
    const data = samples(10 * 12 * 3);
    squashBicubic({ data, width: 10, height: 12 }, 8, batch.subarray(192, 384));
    expect(new Set(batch.subarray(0, 192))).toEqual(new Set([9]));
    expect(new Set(batch.subarray(384))).toEqual(new Set([9]));
    expect(Buffer.compare(batch.subarray(192, 384), reference(data, 10, 12, 8))).toBe(0);
  });

  test('asks for as much room as it needs', () => {
    const picture = { data: samples(300), width: 10, height: 10 };
    expect(() => {
      squashBicubic(picture, 8, new Uint8Array(100));
    }).toThrow(RangeError);
    expect(() => {
      squashBicubic({ ...picture, width: 11 }, 8, new Uint8Array(192));
    }).toThrow(RangeError);
  });
});
