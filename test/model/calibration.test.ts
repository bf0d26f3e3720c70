import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import { calibrate } from '../../src/model/calibration/calibrate.js';
import {
  calibrationPath,
  readCalibration,
  writeCalibration,
} from '../../src/model/calibration/calibration-files.js';
import { losesTooMuch, type CalibrationFile } from '../../src/model/calibration/calibration.js';
import { chooseRange } from '../../src/model/calibration/choose-range.js';
import { Histogram } from '../../src/model/calibration/histogram.js';
import { byteScale } from '../../src/model/calibration/range.js';
import { readModelPackage } from '../../src/model/package.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { writeSmallModel } from './small-model.js';

/** A hundred thousand values of a bell curve. */
function bell(): Float32Array {
  return Float32Array.from({ length: 100_000 }, (_, index) => {
    const share = (index + 0.5) / 100_000;
    return Math.log(share / (1 - share));
  });
}

function rangeOf(...parts: readonly Float32Array[]) {
  const histogram = new Histogram();
  for (const part of parts) histogram.add(part);
  return chooseRange(histogram);
}

describe('the range of a tensor', () => {
  test('leaves single far values out, where that makes the others finer', () => {
    const plain = rangeOf(bell());
    const disturbed = rangeOf(bell(), bell(), bell(), Float32Array.of(40));
    expect(plain.max).toBeGreaterThan(6);
    expect(disturbed.max).toBeLessThan(35);
  });

  test('covers what all values need', () => {
    const even = Float32Array.from({ length: 1001 }, (_, index) => index / 100 - 4);
    const { min, max } = rangeOf(even);
    expect(min).toBeCloseTo(-4, 0);
    expect(max).toBeCloseTo(6, 0);
  });

  test('begins at zero where nothing is negative, and zero is always exact', () => {
    const rectified = bell().map((value) => Math.max(0, value));
    expect(rangeOf(rectified).min).toBe(0);
    for (const range of [
      { min: 0, max: 6 },
      { min: -3.7, max: 1.1 },
      { min: 2, max: 3 },
      { min: 0, max: 0 },
    ]) {
      const { scale, zeroPoint } = byteScale(range);
      expect(Number.isInteger(zeroPoint)).toBe(true);
      expect(scale * (255 - zeroPoint)).toBeGreaterThanOrEqual(range.max - scale);
      expect(-scale * zeroPoint).toBeLessThanOrEqual(range.min + scale);
    }
  });

  test('a model that computes what is not finite cannot be calibrated', () => {
    expect(() => rangeOf(Float32Array.of(1, NaN))).toThrow(BadModelError);
    expect(() => rangeOf(Float32Array.of(Infinity))).toThrow(BadModelError);
  });
});

describe('calibration files', () => {
  const file: CalibrationFile = {
    modelHash: 'abc',
    imageSize: 32,
    pictures: 5,
    quality: null,
    ranges: { 'encoder.image_proj': { min: 0, max: 6 } },
  };
  let root: string;
  let model: { name: string; directory: string; hash: string };
  beforeEach(async () => {
    root = await temporaryDirectory();
    model = { name: 'mine', directory: join(root, 'mine'), hash: 'abc' };
    await mkdir(model.directory);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));
  const own = () => calibrationPath(model, root);
  const shipped = () => join(model.directory, 'calibration.json');

  test('none is none; the one beside the model is read; the user’s own beats it', async () => {
    expect(await readCalibration(model, root)).toBeNull();
    await writeCalibration(shipped(), file);
    expect((await readCalibration(model, root))?.pictures).toBe(5);
    await writeCalibration(own(), { ...file, pictures: 6 });
    expect((await readCalibration(model, root))?.pictures).toBe(6);
  });

  test('one of other weights, or a damaged one, is refused with what to run', async () => {
    const command = /models calibrate mine --images DIR/;
    await writeCalibration(shipped(), { ...file, modelHash: 'other' });
    await expect(readCalibration(model, root)).rejects.toThrow(BadModelError);
    await expect(readCalibration(model, root)).rejects.toThrow(command);
    await mkdir(dirname(own()), { recursive: true });
    const upsideDown = { 'encoder.image_proj': { min: 6, max: 0 } };
    await writeFile(own(), JSON.stringify({ ...file, ranges: upsideDown }));
    await expect(readCalibration(model, root)).rejects.toThrow(
      /min is larger than max.*models calibrate mine/,
    );
    await writeFile(own(), '{');
    await expect(readCalibration(model, root)).rejects.toThrow(BadModelError);
  });

  test('a loss of more than 0.01 CIDEr-D is too much', () => {
    const with8 = (int8: number) => ({ ...file, quality: { pictures: 400, ciderD: { fp32: 1.2, int8 } } });
    expect(losesTooMuch(with8(1.185))).toBe(true);
    expect(losesTooMuch(with8(1.195))).toBe(false);
    expect(losesTooMuch(file)).toBe(false);
  });
});

async function* pictures(images: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const image of images) yield await Promise.resolve(image);
}

test('calibrating without pictures is refused', async () => {
  const directory = await writeSmallModel();
  try {
    const model = await readModelPackage(directory);
    await expect(calibrate(model, pictures([]), 1)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
