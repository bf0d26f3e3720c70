import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';
import type { ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { captionText } from '../../src/model/tokenizer/caption-text.js';
import { everyNth, largestDifference, logSumExp, readInt32 } from './compare.js';
import {
  beamsSchema,
  configOf,
  goldenPath,
  manifest,
  readGoldenJson,
  type GoldenCase,
  type GoldenHypothesis,
} from './golden-data.js';
import { GoldenModels } from './golden-model.js';
import {
  floats,
  openGraph,
  openProbedGraph,
  pixelTensor,
  prefixTensor,
  search,
  type Hypothesis,
} from './run-graph.js';

let models: GoldenModels;
beforeAll(async () => {
  models = await GoldenModels.create();
});
afterAll(async () => {
  await models.remove();
});

describe.each(manifest.cases)('$id', (golden) => {
  const size = golden.patch_image_size;
  const images = golden.images.map(({ seed, width, height }) => syntheticImage(seed, width, height));
  const beams = readGoldenJson(golden.beams, beamsSchema);
  let model: ModelPackage;
  let served: InferenceSession;
  let probed: InferenceSession;

  beforeAll(async () => {
    model = await models.open(golden);
    served = await openGraph(model, join(models.directory, 'cache'));
    probed = await openProbedGraph(
      model,
      join(models.directory, 'probes', golden.id),
      ['encoder.last_hidden_state', 'encoder.position_embedding', 'decoder.logits'],
      golden.prefix?.length ?? 0,
    );
  });
  afterAll(async () => {
    await served.release();
    await probed.release();
  });

  test('reads the model as the reference does', () => {
    expect(model.promptIds).toEqual(golden.prompt_ids);
    expect(model.parameters).toBe(configOf(golden).parameters);
  });

  test('finds the same hypotheses for each picture alone', async () => {
    for (const [index, image] of images.entries()) {
      const [found] = await search(served, [image], size);
      expectHypotheses(found!, beams.single[index]!, golden, model);
    }
  });

  test('finds the same hypotheses for all pictures in one batch', async () => {
    const found = await search(served, images, size);
    for (const [index, expected] of beams.batch.entries()) {
      expectHypotheses(found[index]!, expected, golden, model);
    }
    for (const [index, image] of images.entries()) {
      const [alone] = await search(served, [image], size);
      expect(found[index]!.map(({ tokens }) => tokens)).toEqual(alone!.map(({ tokens }) => tokens));
    }
  });

  test('finds the same hypotheses without keeping keys and values', async () => {
    const recomputing = await openGraph(model, join(models.directory, 'cache'), { cache: false });
    const found = await search(recomputing, images, size);
    for (const [index, expected] of beams.batch.entries()) {
      expectHypotheses(found[index]!, expected, golden, model);
      const [alone] = await search(recomputing, [images[index]!], size);
      expectHypotheses(alone!, beams.single[index]!, golden, model);
    }
    await recomputing.release();
  });

  test('gives every token of every hypothesis its log-probability', async () => {
    const temperature = golden.generation['temperature'] ?? 1;
    const ranks = Math.max(...beams.batch.map((hypotheses) => hypotheses.length));
    for (let rank = 0; rank < ranks; rank++) {
      const hypotheses = beams.batch.map((all) => all[Math.min(rank, all.length - 1)]!);
      const logits = await forcedLogits(
        probed,
        images,
        size,
        hypotheses.map(({ tokens }) => [0, ...tokens.slice(0, -1)]),
      );
      for (const [index, { tokens, positional_scores }] of hypotheses.entries()) {
        const scores = tokens.map((token, step) => {
          const scaled = logits(step, index).map((logit) => logit / temperature);
          return scaled[token]! - logSumExp(scaled);
        });
        expect(largestDifference(scores, positional_scores)).toBeLessThan(golden.tolerance.positional_score);
      }
    }
  });

  const tensorFile = golden.tensors;
  if (tensorFile === undefined) return;

  test('computes the same encoder states and logits', async () => {
    const expected = await openSafetensors(goldenPath(tensorFile));
    const prefixes = images.map(() => golden.prefix!);
    const pixels = pixelTensor(images, size);
    const outputs = await probed.run({ pixels, prefix: prefixTensor(prefixes) });
    const [length, width] = golden.encoder_shape!;
    const states = floats(outputs, 'encoder.last_hidden_state');
    const positions = floats(outputs, 'encoder.position_embedding');
    const encoderTolerance = golden.tolerance.encoder_abs!;
    const logitTolerance = golden.tolerance.logit_abs!;
    const sampled = (values: Float32Array) => everyNth(values, golden.encoder_sample_stride!);
    expect(
      largestDifference(sampled(positions), await expected.readFloats('encoder.position_embedding.sample')),
    ).toBeLessThan(encoderTolerance);
    const logits = await forcedLogits(probed, images, size, prefixes);
    for (const image of images.keys()) {
      const own = states.subarray(image * length * width, (image + 1) * length * width);
      const name = `img${image}`;
      if (expected.tensors.has(`${name}.encoder.last_hidden_state`)) {
        const full = await expected.readFloats(`${name}.encoder.last_hidden_state`);
        expect(largestDifference(own, full)).toBeLessThan(encoderTolerance);
      }
      const sample = await expected.readFloats(`${name}.encoder.sample`);
      expect(largestDifference(sampled(own), sample)).toBeLessThan(encoderTolerance);

      const topIds = await readInt32(expected, `${name}.decoder.top_ids`);
      const topValues = await expected.readFloats(`${name}.decoder.top_values`);
      const logitSample = await expected.readFloats(`${name}.decoder.sample`);
      const sums = await expected.readFloats(`${name}.decoder.logsumexp`);
      const steps = golden.prefix!.length;
      for (let step = 0; step < steps; step++) {
        const row = logits(step, image);
        const atStep = (values: Float32Array) => {
          const count = values.length / steps;
          return values.subarray(step * count, (step + 1) * count);
        };
        const idsAtStep = topIds.subarray(
          (step * topIds.length) / steps,
          ((step + 1) * topIds.length) / steps,
        );
        const top = Array.from(idsAtStep, (id) => row[id]!);
        expect(largestDifference(top, atStep(topValues))).toBeLessThan(logitTolerance);
        expect(
          largestDifference(row.toSorted().reverse().slice(0, top.length), atStep(topValues)),
        ).toBeLessThan(logitTolerance);
        expect(
          largestDifference(everyNth(row, golden.logit_sample_stride!), atStep(logitSample)),
        ).toBeLessThan(logitTolerance);
        expect(Math.abs(logSumExp(row) - sums[step]!)).toBeLessThan(logitTolerance);
      }
    }
    await expected.close();
  });
});

function expectHypotheses(
  found: readonly Hypothesis[],
  expected: readonly GoldenHypothesis[],
  golden: GoldenCase,
  model: ModelPackage,
): void {
  expect(found.map(({ tokens }) => tokens)).toEqual(expected.map(({ tokens }) => tokens));
  expect(
    largestDifference(
      found.map(({ score }) => score),
      expected.map(({ score }) => score),
    ),
  ).toBeLessThan(golden.tolerance.score);
  for (const [rank, { caption }] of expected.entries()) {
    if (caption === undefined) continue;
    expect(captionText(model.tokenizer.decode(found[rank]!.tokens), model.language)).toBe(caption);
  }
}

/** Logits after every token of each picture's prefix. */
async function forcedLogits(
  session: InferenceSession,
  images: readonly Uint8Array[],
  size: number,
  prefixes: readonly (readonly number[])[],
): Promise<(step: number, image: number) => Float32Array> {
  const outputs = await session.run({ pixels: pixelTensor(images, size), prefix: prefixTensor(prefixes) });
  const logits = floats(outputs, 'decoder.logits');
  const vocabulary = outputs['decoder.logits']?.dims[2] ?? 0;
  return (step, image) => {
    const start = (step * images.length + image) * vocabulary;
    return logits.subarray(start, start + vocabulary);
  };
}
