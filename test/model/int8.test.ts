import { readdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedModelDirectory } from '../../src/config/paths.js';
import { InvalidInputError } from '../../src/errors/invalid-input-error.js';
import { readCalibration } from '../../src/model/calibration/calibration-files.js';
import { losesTooMuch, toCalibration, type Calibration } from '../../src/model/calibration/calibration.js';
import { calibrate } from '../../src/model/calibration/calibrate.js';
import { graphVariant } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph, graphKey } from '../../src/model/graph-cache.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { photos } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { preparedPhotos } from './prepared-photos.js';
import { OpenGraph, type GraphOutputs } from './run-graph.js';
import { writeSmallModel } from './small-model.js';

let cache: string;
let small: string;
beforeAll(async () => {
  cache = await temporaryDirectory();
  small = await writeSmallModel();
});
afterAll(async () => {
  await rm(cache, { recursive: true, force: true });
  await rm(small, { recursive: true, force: true });
});

async function* drawn(count: number): AsyncGenerator<Uint8Array> {
  for (let seed = 1; seed <= count; seed++) yield await Promise.resolve(syntheticImage(seed, 32, 32));
}

/** What is returned for one picture of a batch. */
function ofPicture({ tokens, scores, dims }: GraphOutputs, picture: number) {
  const [, beams = 0, width = 0] = dims;
  const first = picture * beams;
  return {
    tokens: tokens.slice(first * width, (first + beams) * width),
    scores: scores.slice(first, first + beams),
  };
}

async function expectSameAlone(model: ModelPackage, calibration: Calibration, images: readonly Uint8Array[]) {
  const graph = await OpenGraph.open(model, cache, { precision: 'INT8', calibration });
  const batch = await graph.run(images);
  for (const [picture, image] of images.entries()) {
    const alone = ofPicture(await graph.run([image]), 0);
    const among = ofPicture(batch, picture);
    expect(alone.tokens).toEqual(among.tokens);
    alone.scores.forEach((score, beam) => {
      expect(score).toBeCloseTo(among.scores[beam]!, 5);
    });
  }
  await graph.close();
  return batch;
}

test('without ranges INT8 is refused, with the command that measures them', async () => {
  const model = await readModelPackage(small);
  const ask = () => graphVariant(model, { precision: 'INT8' });
  expect(ask).toThrow(InvalidInputError);
  expect(ask).toThrow(`ofa-caption models calibrate ${model.name} --images DIR`);
});

describe('a ResNet', () => {
  test('gives nearly the scores of FP32, and a caption that does not depend on its batch', async () => {
    const model = await readModelPackage(small);
    const calibration = toCalibration(await calibrate(model, drawn(12), 1));
    expect(calibration.pictures).toBe(12);
    const images = [21, 22, 23, 24].map((seed) => syntheticImage(seed, 32, 32));
    const bytes = await expectSameAlone(model, calibration, images);
    const floats = await OpenGraph.open(model, cache);
    const { scores } = await floats.run(images);
    await floats.close();
    expect(bytes.scores).not.toEqual(scores);
    images.forEach((_, picture) => {
      const best = picture * bytes.dims[1]!;
      expect(Math.abs(bytes.scores[best]! - scores[best]!)).toBeLessThan(0.05 * Math.abs(scores[best]!));
    });
  });

  test('other ranges make another graph, other figures about them do not', async () => {
    const model = await readModelPackage(small);
    const file = await calibrate(model, drawn(2), 1);
    const keyOf = (changed: typeof file) =>
      graphKey(model, graphVariant(model, { precision: 'INT8', calibration: toCalibration(changed) }));
    const [name = '', range = { min: 0, max: 0 }] = Object.entries(file.ranges)[0] ?? [];
    const wider = { ...file, ranges: { ...file.ranges, [name]: { ...range, max: range.max + 1 } } };
    expect(keyOf(wider)).not.toBe(keyOf(file));
    expect(keyOf({ ...file, pictures: 3 })).toBe(keyOf(file));
  });
});

describe('the embedded model', () => {
  test('ships ranges of its own weights, measured to lose no more than is accepted', async () => {
    const model = await readModelPackage(embeddedModelDirectory);
    const calibration = await readCalibration(model, cache);
    expect(calibration?.quality?.pictures).toBe(400);
    expect(calibration !== null && losesTooMuch(calibration)).toBe(false);
  });

  test('captions photos alone as in a batch, mostly near to FP32, in fewer bytes', async () => {
    const model = await readModelPackage(embeddedModelDirectory);
    const calibration = (await readCalibration(model, cache))!;
    const names = (await readdir(photos)).filter((name) => /\.(png|jpg|webp)$/.test(name));
    const images = await preparedPhotos(names, model.imageSize);
    const bytes = await expectSameAlone(model, calibration, images);
    const floats = await OpenGraph.open(model, cache);
    const { scores } = await floats.run(images);
    await floats.close();
    const differences = names.map((_, picture) => {
      const best = picture * bytes.dims[1]!;
      return Math.abs(bytes.scores[best]! - scores[best]!);
    });
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / names.length;
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThan(0.1);
    const sizeOf = async (precision: 'FP32' | 'INT8') =>
      (await ensureGraph(model, graphVariant(model, { precision, calibration }), cache)).bytes;
    expect(await sizeOf('INT8')).toBeLessThan(0.8 * (await sizeOf('FP32')));
  });
});
