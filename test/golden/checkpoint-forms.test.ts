import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.js';
import { findWeights } from '../../src/model/checkpoint/open-checkpoint.js';
import { sizesOfTensors } from '../../src/model/checkpoint/sizes-of-tensors.js';
import { writeSafetensors } from '../../src/model/checkpoint/write-safetensors.js';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { tokenizerFiles } from '../../src/model/tokenizer/read-tokenizer.js';
import { writeTorch, type TorchStorageToWrite } from '../model/write-torch.js';
import { largestDifference } from './compare.js';
import { beamsSchema, configOf, manifest, readGoldenJson } from './golden-data.js';
import { GoldenModels } from './golden-model.js';
import { openGraph, search } from './run-graph.js';

/** OFA-tiny's real shapes, or what another directory has in their place. */
const golden = manifest.cases.find(({ id }) => id === 'tiny-96') ?? manifest.cases[0]!;
const embedding = 'encoder.embed_tokens.weight';
const copies = ['decoder.embed_tokens.weight', 'decoder.output_projection.weight'];

/** What every published checkpoint holds besides its weights: tables that are computed, not read. */
const buffers: TorchStorageToWrite[] = [
  { name: 'encoder.image_rp_bucket', shape: [1765, 1765], storageClass: 'LongStorage' },
  { name: 'decoder.image_rp_bucket', shape: [1765, 1765], storageClass: 'LongStorage' },
  { name: 'encoder.token_rp_bucket', shape: [1024, 1024], storageClass: 'LongStorage' },
  { name: 'decoder.token_rp_bucket', shape: [1024, 1024], storageClass: 'LongStorage' },
  { name: 'encoder.embed_images.bn1.num_batches_tracked', shape: [], storageClass: 'LongStorage' },
];

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

async function weights(): Promise<(TorchStorageToWrite & { values: () => Float32Array })[]> {
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

async function writeShards(): Promise<void> {
  const tensors = await weights();
  const half = Math.ceil(tensors.length / 2);
  const shards = {
    'model-00001-of-00002.safetensors': tensors.slice(0, half),
    'model-00002-of-00002.safetensors': tensors.slice(half),
  };
  const weight_map: Record<string, string> = {};
  for (const [name, part] of Object.entries(shards)) {
    await writeSafetensors(file(name), part);
    for (const tensor of part) weight_map[tensor.name] = name;
  }
  await writeFile(file('model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map }));
}

const forms: readonly { form: string; write: () => Promise<void> }[] = [
  {
    form: 'pytorch_model.bin with tied storages',
    write: async () => {
      const tied = new Map(copies.map((copy) => [copy, embedding]));
      await writeTorch(file('pytorch_model.bin'), [...(await weights()), ...buffers], { tied });
    },
  },
  {
    form: 'pytorch_model.bin with a storage for each name',
    write: async () => {
      const tensors = await weights();
      const stored = tensors.find(({ name }) => name === embedding)!;
      const untied = copies.map((name) => ({ ...stored, name }));
      await writeTorch(file('pytorch_model.bin'), [...tensors, ...untied, ...buffers]);
    },
  },
  {
    form: 'a fairseq checkpoint',
    write: async () => {
      const tensors = [...(await weights()), ...buffers].map((tensor) => ({
        ...tensor,
        name: fairseqName(tensor.name),
      }));
      const version = { name: 'encoder.version', shape: [1], values: () => Float32Array.of(3) };
      const tied = new Map(copies.map((copy) => [copy, embedding]));
      await writeTorch(file('caption_best.pt'), [...tensors, version], { tied, nestedUnder: 'model' });
    },
  },
  { form: 'safetensors in two files', write: writeShards },
];

describe.each(forms)('$form', ({ write }) => {
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
      expect(largestDifference(scores, expectedScores)).toBeLessThan(golden.tolerance.score);
    }
  });
});
