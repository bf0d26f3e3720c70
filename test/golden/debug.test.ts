import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/model/checkpoint/checkpoint.js';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';
import type { ModelPackage } from '../../src/model/package.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { largestDifference } from './compare.js';
import { configOf, goldenPath, manifest, ownManifest } from './golden-data.js';
import { GoldenModels } from './golden-model.js';
import { floats, openProbedGraph, pixelTensor, prefixTensor } from './run-graph.js';

/** Encoder tensors carry its tolerance, decoder tensors that of the logits. */
const encoderTolerance = 1e-4;
const decoderTolerance = 3e-4;

const marksOfSameName = [
  'resnet.stem',
  'resnet.layer1',
  'resnet.layer2',
  'resnet.layer3',
  'encoder.layernorm_embedding',
  'encoder.patch_layernorm_embedding',
  'encoder.position_embedding',
  'encoder.last_hidden_state',
  'decoder.logits',
];
const otherMarks = [
  'pixels.centred',
  'resnet.bn1',
  'encoder.image_proj',
  'decoder.self_attn_bias',
  'decoder.cross_attn_bias',
];

let models: GoldenModels;
beforeAll(async () => {
  models = await GoldenModels.create();
});
afterAll(async () => {
  await models.remove();
});

const debugCases = ({ cases }: typeof manifest) => cases.filter(({ debug }) => debug !== undefined);
/** Another golden directory may have no case with intermediates. */
const source = debugCases(manifest).length > 0 ? manifest : ownManifest;

describe.each(debugCases(source))('$id', (golden) => {
  let model: ModelPackage;
  let expected: Checkpoint;
  let weights: Checkpoint;
  let actual: (name: string) => Float32Array;

  beforeAll(async () => {
    model = await models.open(golden, configOf(golden, source));
    expected = await openSafetensors(goldenPath(golden.debug!));
    weights = await model.openCheckpoint();
    const { encoder, decoder } = model.config;
    const layered = [
      ...numbered(encoder.layers, (layer) => `encoder.layer${layer}.attn_bias`),
      ...numbered(encoder.layers + 1, (layer) => `encoder.hidden${layer}`),
      ...numbered(decoder.layers + 1, (layer) => `decoder.hidden${layer}`),
    ];
    const session = await openProbedGraph(
      model,
      join(models.directory, 'debug', golden.id),
      [...marksOfSameName, ...otherMarks, ...layered],
      golden.prefix!.length,
    );
    const { seed, width, height } = golden.images[0]!;
    const outputs = await session.run({
      pixels: pixelTensor([syntheticImage(seed, width, height)], golden.patch_image_size),
      prefix: prefixTensor([golden.prefix!]),
    });
    actual = (name) => floats(outputs, name);
    await session.release();
  });
  afterAll(async () => {
    await expected.close();
    await weights.close();
  });

  async function expectEqual(name: string, values: Float32Array): Promise<void> {
    const tolerance = name.startsWith('decoder.') ? decoderTolerance : encoderTolerance;
    expect(largestDifference(values, await expected.readFloats(name)), name).toBeLessThan(tolerance);
  }

  test.each(marksOfSameName)('%s', async (name) => {
    await expectEqual(name, actual(name));
  });

  test('every layer of encoder and decoder', async () => {
    const { encoder, decoder } = model.config;
    for (let layer = 0; layer <= encoder.layers; layer++) {
      await expectEqual(`encoder.hidden${layer}`, actual(`encoder.hidden${layer}`));
    }
    for (let layer = 0; layer < encoder.layers; layer++) {
      await expectEqual(`encoder.layer${layer}.attn_bias`, actual(`encoder.layer${layer}.attn_bias`));
    }
    for (let layer = 0; layer <= decoder.layers; layer++) {
      await expectEqual(`decoder.hidden${layer}`, actual(`decoder.hidden${layer}`));
    }
  });

  test('patch_images: the graph leaves the division to the first convolution', async () => {
    const { std } = model;
    const pixels = actual('pixels.centred');
    const plane = pixels.length / 3;
    await expectEqual(
      'patch_images',
      pixels.map((value, index) => value / (std[Math.floor(index / plane)]! * 255)),
    );
  });

  test('resnet.conv1: the graph holds it with its batch normalisation folded in', async () => {
    const norm = (part: string) => weights.readFloats(`encoder.embed_images.bn1.${part}`);
    const [gain, bias, mean, variance] = await Promise.all(
      ['weight', 'bias', 'running_mean', 'running_var'].map(norm),
    );
    const normalised = actual('resnet.bn1');
    const plane = normalised.length / gain!.length;
    const unfolded = normalised.map((value, index) => {
      const channel = Math.floor(index / plane);
      const factor = gain![channel]! / Math.sqrt(variance![channel]! + 1e-5);
      return (value - bias![channel]!) / factor + mean![channel]!;
    });
    await expectEqual('resnet.conv1', unfolded);
  });

  test('encoder.image_proj: the graph adds the type embedding in its bias', async () => {
    const types = await weights.readFloats('encoder.type_embedding.weight');
    const { width } = model.config;
    await expectEqual(
      'encoder.image_proj',
      actual('encoder.image_proj').map((value, index) => value - types[width + (index % width)]!),
    );
  });

  test('decoder biases: the graph stores them step by step', async () => {
    const { heads, layers } = model.config.decoder;
    const steps = golden.prefix!.length;
    const self = actual('decoder.self_attn_bias');
    for (let layer = 0; layer < layers; layer++) {
      const own = new Float32Array(heads * steps * steps).map((_, index) => {
        const [head, query, key] = [
          Math.floor(index / (steps * steps)),
          Math.floor(index / steps) % steps,
          index % steps,
        ];
        return self[((query * layers + layer) * heads + head) * steps + key]!;
      });
      await expectEqual(`decoder.layer${layer}.self_attn_bias`, own);
    }
    const cross = actual('decoder.cross_attn_bias');
    const length = cross.length / (steps * heads);
    await expectEqual(
      'decoder.cross_attn_bias',
      new Float32Array(cross.length).map((_, index) => {
        const [head, query, key] = [
          Math.floor(index / (steps * length)),
          Math.floor(index / length) % steps,
          index % length,
        ];
        return cross[(query * heads + head) * length + key]!;
      }),
    );
  });
});

function numbered(count: number, name: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => name(index));
}
