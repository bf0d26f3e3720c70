import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { squashBicubic } from '../../src/image/bicubic.js';
import { decodePicture } from '../../src/image/decode.js';
import { preparePixels } from '../../src/image/prepare.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { goldenPath, readGoldenJson } from './golden-data.js';

const fileSchema = z.object({
  file: z.string(),
  S: z.number(),
  decoded_width: z.number(),
  decoded_height: z.number(),
  decoded_sha256: z.string(),
  /** A lossless copy of the decoded picture, where the decoder may differ a little. */
  decoded: z.string().optional(),
  resized: z.string(),
  resized_sha256: z.string(),
  exact: z.boolean(),
  /** 16 bits: the reference clips at 255, a quirk; the high byte is accepted too, and is what is implemented here. */
  accepted_alternative: z
    .object({ resized: z.string(), resized_sha256: z.string(), decoded_sha256: z.string() })
    .optional(),
});

const resizeSchema = z.object({
  seed: z.number(),
  width: z.number(),
  height: z.number(),
  S: z.number(),
  input_sha256: z.string(),
  resized_sha256: z.string(),
  normalised_half_sha256: z.string(),
  normalised_imagenet_sha256: z.string(),
});

const { files, resize } = readGoldenJson(
  'preprocess/expected.json',
  z.object({ files: z.array(fileSchema), resize: z.array(resizeSchema) }),
);

describe('files', () => {
  test.each(files)('$file', async (golden) => {
    const expected = { ...golden, ...golden.accepted_alternative };
    const path = goldenPath(`preprocess/${golden.file}`);
    const decoded = await decodePicture(path);
    const prepared = new Uint8Array(golden.S * golden.S * 3);
    await preparePixels(path, golden.S, prepared);
    expect([decoded.width, decoded.height]).toEqual([golden.decoded_width, golden.decoded_height]);
    if (golden.exact) {
      expect(sha256(decoded.data)).toBe(expected.decoded_sha256);
      expect(sha256(prepared)).toBe(expected.resized_sha256);
    } else if (expected.decoded !== undefined) {
      expect(largestDifference(decoded.data, await pixelsOf(expected.decoded))).toBeLessThanOrEqual(3);
    }
    expect(largestDifference(prepared, await pixelsOf(expected.resized))).toBeLessThanOrEqual(
      golden.exact ? 0 : 3,
    );
  });
});

describe('resize', () => {
  test.each(resize)('$width x $height to $S (seed $seed)', (golden) => {
    const { width, height, S } = golden;
    const data = syntheticImage(golden.seed, width, height);
    const resized = new Uint8Array(S * S * 3);
    squashBicubic({ data, width, height }, S, resized);
    expect(sha256(data)).toBe(golden.input_sha256);
    expect(sha256(resized)).toBe(golden.resized_sha256);
    expect(sha256(normalised(resized, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]))).toBe(golden.normalised_half_sha256);
    expect(sha256(normalised(resized, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))).toBe(
      golden.normalised_imagenet_sha256,
    );
  });
});

/** The model's input as float32 `[3, S, S]`; each of the three operations rounds. */
function normalised(pixels: Uint8Array, mean: number[], std: number[]): Uint8Array {
  const plane = pixels.length / 3;
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const channel = i % 3;
    const centred = Math.fround(Math.fround(pixels[i]! / 255) - Math.fround(mean[channel]!));
    values[channel * plane + Math.floor(i / 3)] = centred / Math.fround(std[channel]!);
  }
  return new Uint8Array(values.buffer);
}

async function pixelsOf(file: string): Promise<Uint8Array> {
  return sharp(goldenPath(`preprocess/${file}`), { ignoreIcc: true })
    .raw()
    .toBuffer();
}

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i]!)), 0);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
