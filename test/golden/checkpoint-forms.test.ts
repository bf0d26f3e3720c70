import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.js';
import { findWeights } from '../../src/model/checkpoint/open-checkpoint.js';
import { sizesOfTensors } from '../../src/model/checkpoint/sizes-of-tensors.js';
import { writeSafetensors, type TensorToWrite } from '../../src/model/checkpoint/write-safetensors.js';
import { toFloatBytes } from '../../src/model/compiler/float-bytes.js';
import { dataType } from '../../src/model/compiler/onnx/model.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { tokenizerFiles } from '../../src/model/tokenizer/read-tokenizer.js';
import { publishedBuffers, writePublishedTorch } from '../model/published-form.js';
import { writeShards } from '../model/write-shards.js';
import { writeTorch } from '../model/write-torch.js';
import { largestDifference } from './compare.js';
import { beamsSchema, configOf, manifest, otherDirectory, readGoldenJson } from './golden-data.js';
import { GoldenModels } from './golden-model.js';
import { openGraph, search } from './run-graph.js';

/** OFA-tiny's real shapes, or what another directory has in their place. */
const golden = manifest.cases.find(({ id }) => id === 'tiny-96') ?? manifest.cases[0]!;
const embedding = 'encoder.embed_tokens.weight';
const copies = ['decoder.embed_tokens.weight', 'decoder.output_projection.weight'];

let models: GoldenModels;
let original: ModelPackage;
let checkpoint: Checkpoint;
let directory: string;

beforeAll(async () => {
  models = await GoldenModels.create();
  original = await models.open(golden);
  checkpoint = await original.openCheckpoint();
  directory = join(models.directory, 'form');
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});
afterAll(async () => {
  await checkpoint.close();
  await models.remove();
});

const file = (name: string) => join(directory, name);

async function weights(): Promise<TensorToWrite[]> {
  return Promise.all(
    Array.from(checkpoint.tensors.values(), async ({ name, shape }) => {
      const values = await checkpoint.readFloats(name);
      return { name, shape, values: () => values };
    }),
  );
}

/** The names that fairseq gives to layers' parts. */
function fairseqName(name: string): string {
  const isDecoder = name.startsWith('decoder.');
  return name
    .replace('.cross_attn_mid_layer_norm.', '.cross_attn_ln.')
    .replace('.cross_attn_layer_norm.', '.encoder_attn_layer_norm.')
    .replace('.cross_attn.', '.encoder_attn.')
    .replace('.ffn_layer_norm.', '.ffn_layernorm.')
    .replace('.self_attn_mid_layer_norm.', isDecoder ? '.self_attn_ln.' : '.attn_ln.');
}

/** float16, rounded to nearest. */
function halves(values: Float32Array): Uint16Array {
  const stored = toFloatBytes(values, dataType.float16);
  if (!(stored instanceof Uint16Array)) throw new Error('not in half precision');
  return stored;
}

interface Form {
  readonly form: string;
  readonly write: () => Promise<void>;
  /** Where the weights are not quite those of the golden checkpoint. */
  readonly scoreTolerance?: number;
}

const forms: readonly Form[] = [
  {
    form: 'pytorch_model.bin with tied storages',
    write: async () => {
      await writePublishedTorch(file('pytorch_model.bin'), await weights(), { tied: true });
    },
  },
  {
    form: 'pytorch_model.bin with a storage for each name',
    write: async () => {
      await writePublishedTorch(file('pytorch_model.bin'), await weights(), { tied: false });
    },
  },
  {
    form: 'safetensors in one file',
    write: async () => writeSafetensors(file('model.safetensors'), await weights()),
  },
  {
    form: 'a fairseq checkpoint',
    write: async () => {
      const named = await weights();
      const tensors = [...named, ...publishedBuffers(named)].map((tensor) => ({
        ...tensor,
        name: fairseqName(tensor.name),
      }));
      const version = { name: 'encoder.version', shape: [1], values: () => Float32Array.of(3) };
      const tied = new Map(copies.map((copy) => [copy, embedding]));
      await writeTorch(file('caption_best.pt'), [...tensors, version], { tied, nestedUnder: 'model' });
    },
  },
  {
    form: 'safetensors in two files',
    write: async () => writeShards(directory, await weights(), 2),
  },
];

/**
 * Rounding moves scores by a thousandth, which could change the order of close hypotheses of other weights; those that lie here
 * keep it.
 */
const halfPrecision: Form = {
  form: 'pytorch_model.bin in half precision',
  write: async () => {
    const tensors = (await weights()).map((tensor) => ({
      ...tensor,
      storageClass: 'HalfStorage' as const,
      values: () => halves(tensor.values()),
    }));
    await writePublishedTorch(file('pytorch_model.bin'), tensors, { tied: true });
  },
  scoreTolerance: 5e-3,
};

describe.each(otherDirectory === undefined ? [...forms, halfPrecision] : forms)(
  '$form',
  ({ write, scoreTolerance = golden.tolerance.score }) => {
    test('gives the golden tokens, and tells its sizes', async () => {
      await mkdir(directory);
      const { config, parameters } = configOf(golden);
      for (const name of ['config.json', 'configuration.json', ...tokenizerFiles]) {
        await copyFile(join(original.directory, name), file(name));
      }
      await write();
      const model = await readModelPackage(directory);
      expect(model.parameters).toBe(parameters);

      const found = await (await findWeights(directory)).open();
      expect(config).toMatchObject(sizesOfTensors(found));
      await found.close();

      const session = await openGraph(model, join(directory, 'cache'));
      const size = golden.patch_image_size;
      const images = golden.images.map(({ seed, width, height }) => syntheticImage(seed, width, height));
      const beams = readGoldenJson(golden.beams, beamsSchema);
      const hypotheses = await search(session, images, size);
      await session.release();
      for (const [index, expected] of beams.batch.entries()) {
        expect(hypotheses[index]!.map(({ tokens }) => tokens)).toEqual(expected.map(({ tokens }) => tokens));
        const scores = hypotheses[index]!.map(({ score }) => score);
        const expectedScores = expected.map(({ score }) => score);
        expect(largestDifference(scores, expectedScores)).toBeLessThan(scoreTolerance);
      }
    });
  },
);
