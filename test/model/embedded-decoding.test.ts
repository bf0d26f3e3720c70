import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedModelDirectory } from '../../src/config/paths.js';
import { preparePixels } from '../../src/image/prepare.js';
import type { VariantOverrides } from '../../src/model/compiler/graph-variant.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { randomDraws } from '../../src/model/random-draws.js';
import { photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { OpenGraph, type GraphOutputs } from './run-graph.js';

let model: ModelPackage;
let scratch: string;
let photos: Uint8Array[];
beforeAll(async () => {
  model = await readModelPackage(embeddedModelDirectory);
  scratch = await temporaryDirectory();
  photos = await Promise.all(
    ['astronaut.png', 'chelsea.png', 'coffee.png', 'horse.webp'].map(async (name) => {
      const pixels = new Uint8Array(model.imageSize ** 2 * 3);
      await preparePixels(photo(name), model.imageSize, pixels);
      return pixels;
    }),
  );
});
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

async function withGraph<Result>(
  overrides: VariantOverrides,
  use: (graph: OpenGraph) => Promise<Result>,
): Promise<Result> {
  const graph = await OpenGraph.open(model, scratch, overrides);
  try {
    return await use(graph);
  } finally {
    await graph.close();
  }
}

test.each([1, 3, 5])('beam %i: the same captions with and without a cache', async (beamSize) => {
  const search = (cache: boolean): Promise<GraphOutputs> =>
    withGraph({ decoding: { beamSize }, cache }, (graph) => graph.run(photos));
  const [kept, computed] = [await search(true), await search(false)];
  expect(computed.tokens).toEqual(kept.tokens);
  computed.scores.forEach((score, slot) => {
    expect(score).toBeCloseTo(kept.scores[slot]!, 4);
  });
});

test.each([
  ['among all tokens', {}],
  ['with top-k and top-p', { topK: 50, topP: 0.9 }],
])('drawn %s, a caption does not depend on its batch', async (_, limits) => {
  const draws = photos.map((__, seed) => randomDraws(seed, model.decoding.maxTokens + 1));
  await withGraph({ decoding: { decoding: 'SAMPLE', ...limits } }, async (graph) => {
    const together = await graph.run(photos, draws);
    const rows = together.tokens.length / photos.length;
    for (let place = 0; place < photos.length; place++) {
      const turned = <Item>(items: readonly Item[]) => [...items.slice(place), ...items.slice(0, place)];
      const alone = await graph.run([photos[place]!], [draws[place]!]);
      const first = await graph.run(turned(photos), turned(draws));
      for (const other of [alone, first]) {
        expect(other.tokens.slice(0, rows)).toEqual(together.tokens.slice(place * rows, (place + 1) * rows));
        expect(other.scores[0]).toBe(together.scores[place]);
      }
    }
    expect(new Set(together.scores).size).toBe(photos.length);
  });
});
