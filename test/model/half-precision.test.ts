import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedModelDirectory } from '../../src/config/paths.js';
import { GraphSession } from '../../src/engine/process/graph-session.js';
import { graphVariant, type VariantOverrides } from '../../src/model/compiler/graph-variant.js';
import { ensureGraph } from '../../src/model/graph-cache.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { captionText } from '../../src/model/tokenizer/caption-text.js';
import { unsupportedOperators } from '../../src/model/unsupported-operators.js';
import { cpuPlace, photos } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { preparedPhotos } from './prepared-photos.js';
import { OpenGraph, type GraphOutputs } from './run-graph.js';
import { writeSmallModel } from './small-model.js';

const expected = JSON.parse(await readFile(join(photos, 'expected.json'), 'utf8')) as Record<
  string,
  { text: string; score: number }
>;
const names = Object.keys(expected);

let cache: string;
let small: string;
let embedded: ModelPackage;
beforeAll(async () => {
  cache = await temporaryDirectory();
  small = await writeSmallModel();
  embedded = await readModelPackage(embeddedModelDirectory);
});
afterAll(async () => {
  await rm(cache, { recursive: true, force: true });
  await rm(small, { recursive: true, force: true });
});

async function run(
  model: ModelPackage,
  overrides: VariantOverrides,
  images: readonly Uint8Array[],
): Promise<GraphOutputs> {
  const graph = await OpenGraph.open(model, cache, overrides);
  try {
    return await graph.run(images);
  } finally {
    await graph.close();
  }
}

/** Text and score of every picture's best caption. */
function best({ tokens, lengths, scores, dims }: GraphOutputs): { text: string; score: number }[] {
  const [pictures = 0, beams = 0, width = 0] = dims;
  return Array.from({ length: pictures }, (_, picture) => {
    const slot = picture * beams;
    const own = tokens.slice(slot * width, slot * width + lengths[slot]!);
    return {
      text: captionText(embedded.tokenizer.decode(own), embedded.language),
      score: scores[slot]!,
    };
  });
}

const drawn = [1, 2, 3].map((seed) => syntheticImage(seed, 32, 32));

test.each([true, false])('the encoder over the whole batch says the same, cache %s', async (kept) => {
  const model = await readModelPackage(small);
  const oneByOne = await run(model, { cache: kept }, drawn);
  const together = await run(model, { cache: kept, encoder: 'TOGETHER' }, drawn);
  expect(together.tokens).toEqual(oneByOne.tokens);
  together.scores.forEach((score, slot) => {
    expect(score).toBeCloseTo(oneByOne.scores[slot]!, 4);
  });
});

describe('FP16', () => {
  test.each(['ONE_BY_ONE', 'TOGETHER'] as const)('photos are captioned as in FP32, %s', async (encoder) => {
    const images = await preparedPhotos(names, embedded.imageSize);
    const captions = best(await run(embedded, { precision: 'FP16', encoder }, images));
    const texts = captions.map(({ text }) => text);
    expect(texts).toEqual(names.map((name) => expected[name]?.text));
    captions.forEach(({ score }, index) => {
      expect(Math.abs(score - expected[names[index]!]!.score)).toBeLessThan(5e-3);
    });
  });

  test('a ResNet and a graph without a cache say the same as in FP32', async () => {
    const model = await readModelPackage(small);
    const plain = await run(model, {}, drawn);
    for (const kept of [true, false]) {
      const half = await run(model, { precision: 'FP16', cache: kept }, drawn);
      expect(half.tokens).toEqual(plain.tokens);
    }
  });

  test('takes half of the bytes', async () => {
    const full = await ensureGraph(embedded, graphVariant(embedded), cache);
    const half = await ensureGraph(embedded, graphVariant(embedded, { precision: 'FP16' }), cache);
    expect(half.bytes).toBeLessThan(0.505 * full.bytes);
  });
});

describe('BF16', () => {
  test('is refused where kernels are missing, by the name of the operator', async () => {
    const { decoding } = await readModelPackage(small);
    const { graph } = await cpuPlace({ modelDirectory: small, decoding, cacheDirectory: cache });
    const opened = GraphSession.open({ ...graph, precision: 'BF16' });
    await expect(opened).rejects.toMatchObject({
      code: 'DEVICE_UNAVAILABLE',
      message: expect.stringMatching(/no BF16 kernel for Gemm\b.*FP16 or FP32/) as string,
      wording: { zh: expect.stringContaining('BF16') as string },
    });
  });

  test('the operators are read out of what ONNX Runtime says', () => {
    // Its words, versions 1.30: a kernel is missing; the operator's definition has no such type; something else.
    expect(
      unsupportedOperators("Could not find an implementation for Gemm(13) node with name 'Gemm_252'"),
    ).toEqual(['Gemm']);
    expect(
      unsupportedOperators(
        'Load model from /graphs/model.onnx failed:Node (Loop_742) Op (Loop) [TypeInferenceError] Graph attribute ' +
          "inferencing failed: This is an invalid model. Type Error: Type 'tensor(bfloat16)' of input parameter " +
          '(MatMul_526) of operator (Einsum) in node (Einsum_527) is invalid.',
      ),
    ).toEqual(['Einsum']);
    expect(unsupportedOperators('Protobuf parsing failed.')).toEqual([]);
  });
});
