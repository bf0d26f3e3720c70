import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';
import { writeSafetensors } from '../../src/model/checkpoint/write-safetensors.js';
import { resolveDecoding, type DecodingOverrides } from '../../src/model/decoding.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { OpenGraph } from './run-graph.js';
import { writeSmallModel } from './small-model.js';

let directory: string;
let cache: string;
beforeAll(async () => {
  directory = await writeSmallModel();
  cache = await mkdtemp(join(tmpdir(), 'ofa-cache-'));
});
afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
  await rm(cache, { recursive: true, force: true });
});

async function run(
  model: ModelPackage,
  decoding: DecodingOverrides,
  seeds: readonly number[],
  draw?: number,
) {
  const graph = await OpenGraph.open(model, cache, { decoding });
  const images = seeds.map((seed) => syntheticImage(seed, 32, 32));
  const { maxTokens } = resolveDecoding(model, decoding);
  const draws = draw === undefined ? undefined : images.map(() => new Float32Array(maxTokens + 1).fill(draw));
  try {
    return await graph.run(images, draws);
  } finally {
    await graph.close();
  }
}

test('tokens end with the end token and are filled with pad; scores fall', async () => {
  const model = await readModelPackage(directory);
  const { tokens, lengths, scores, dims } = await run(model, { beamSize: 3, maxTokens: 6 }, [1, 2]);
  expect(dims).toEqual([2, 3, 7]);
  lengths.forEach((length, slot) => {
    const row = tokens.slice(slot * 7, slot * 7 + 7);
    expect(row.indexOf(2)).toBe(length - 1);
    expect(row.slice(length).every((token) => token === 1)).toBe(true);
  });
  for (const first of [0, 3]) {
    const own = scores.slice(first, first + 3);
    expect(own).toEqual(own.toSorted((a, b) => b - a));
  }
});

test('a caption has at least minTokens and no n-gram twice', async () => {
  const model = await readModelPackage(directory);
  const { tokens, lengths } = await run(model, { minTokens: 8, maxTokens: 8, noRepeatNgramSize: 1 }, [3]);
  expect(lengths).toEqual([9, 9]);
  for (const row of [tokens.slice(0, 9), tokens.slice(9)]) expect(new Set(row).size).toBe(9);
});

test('a model that never ends has captions of full length', async () => {
  const endless = await writeSmallModel({ neverEnds: true });
  const { lengths, steps } = await run(await readModelPackage(endless), { maxTokens: 6 }, [1, 2, 3]);
  expect(lengths).toEqual([7, 7, 7, 7, 7, 7]);
  expect(steps).toBe(7);
  await rm(endless, { recursive: true, force: true });
});

test('weights that are not numbers end in no hypothesis, not in a crash', async () => {
  const broken = await writeSmallModel();
  const checkpoint = await openSafetensors(join(broken, 'model.safetensors'));
  const tensors = await Promise.all(
    Array.from(checkpoint.tensors.values(), async ({ name, shape }) => {
      const values = await checkpoint.readFloats(name);
      if (name === 'decoder.layer_norm.bias') values.fill(NaN);
      return { name, shape, values: () => values };
    }),
  );
  await checkpoint.close();
  await writeSafetensors(join(broken, 'model.safetensors'), tensors);
  const model = await readModelPackage(broken);
  const drawn = await run(model, { decoding: 'SAMPLE' }, [4], 0.5);
  expect(drawn).toMatchObject({ tokens: [1, 1, 1, 1, 1], lengths: [0], scores: [-Infinity] });
  const { lengths, scores, steps } = await run(model, {}, [4]);
  expect(lengths).toEqual([0, 0]);
  expect(scores).toEqual([-Infinity, -Infinity]);
  expect(steps).toBe(5);
  await rm(broken, { recursive: true, force: true });
});
