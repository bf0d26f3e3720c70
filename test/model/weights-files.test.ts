import { rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import { findWeights, weightsFile } from '../../src/model/checkpoint/open-checkpoint.js';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';
import { openShardedSafetensors } from '../../src/model/checkpoint/sharded-safetensors.js';
import { sizesOfTensors } from '../../src/model/checkpoint/sizes-of-tensors.js';
import { writeSafetensors, type TensorToWrite } from '../../src/model/checkpoint/write-safetensors.js';
import { readModelPackage } from '../../src/model/package.js';
import { smallConfig, writeSmallModel } from './small-model.js';
import { writeTorch } from './write-torch.js';

let directory: string;
let tensors: (Omit<TensorToWrite, 'values'> & { values: () => Float32Array })[];
beforeEach(async () => {
  directory = await writeSmallModel();
  const checkpoint = await openSafetensors(file('model.safetensors'));
  tensors = [];
  for (const { name, shape } of checkpoint.tensors.values()) {
    const values = await checkpoint.readFloats(name);
    tensors.push({ name, shape, values: () => values });
  }
  await checkpoint.close();
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const file = (name: string) => join(directory, name);
const replaceWeights = () => rm(file('model.safetensors'));
const writeTorchFile = (name: string) => writeTorch(file(name), tensors);

async function expectRefusal(...mentions: string[]): Promise<void> {
  const reading = readModelPackage(directory);
  await expect(reading).rejects.toThrow(BadModelError);
  for (const mention of mentions) await expect(reading).rejects.toThrow(mention);
}

describe('the weights of a directory', () => {
  test.each(['model.safetensors', 'pytorch_model.bin', 'pytorch_model.pt', 'caption_base_best.pt'])(
    'may be called %s',
    async (name) => {
      if (name !== 'model.safetensors') {
        await replaceWeights();
        await writeTorchFile(name);
      }
      const weights = await findWeights(directory);
      expect(weights).toMatchObject({ path: file(name), files: [file(name)] });
      const checkpoint = await weights.open();
      expect(checkpoint.tensors.size).toBe(tensors.length);
      await checkpoint.close();
    },
  );

  test('are safetensors where there are several', async () => {
    await writeTorchFile('pytorch_model.bin');
    await writeTorchFile('other.pt');
    expect((await findWeights(directory)).path).toBe(file('model.safetensors'));
    await replaceWeights();
    expect((await findWeights(directory)).path).toBe(file('pytorch_model.bin'));
  });

  test('are not guessed among several fairseq checkpoints', async () => {
    await replaceWeights();
    await writeTorchFile('a.pt');
    await writeTorchFile('b.pt');
    await expectRefusal('a.pt, b.pt');
    await rename(file('b.pt'), file('pytorch_model.pt'));
    expect((await readModelPackage(directory)).parameters).toBeGreaterThan(0);
  });

  test('decide the hash of the model', async () => {
    await replaceWeights();
    await writeTorchFile('pytorch_model.bin');
    const before = await readModelPackage(directory);
    tensors = tensors.map((tensor) => ({
      ...tensor,
      values: () => tensor.values().map((value) => value + 1),
    }));
    await writeTorchFile('pytorch_model.bin');
    expect((await readModelPackage(directory)).hash).not.toBe(before.hash);
  });

  test('need a known ending when they are named by themselves', async () => {
    await expect(weightsFile(file('weights.h5'))).rejects.toThrow('weights.h5');
  });
});

describe('safetensors in several files', () => {
  const index = () => file('model.safetensors.index.json');
  const writeIndex = (weightMap: object) => writeFile(index(), JSON.stringify({ weight_map: weightMap }));
  const namesIn = (shard: string, part: readonly TensorToWrite[]) =>
    Object.fromEntries(part.map(({ name }) => [name, shard]));

  let weightMap: Record<string, string>;
  beforeEach(async () => {
    await replaceWeights();
    const first = tensors.slice(0, 40);
    const second = tensors.slice(40);
    await writeSafetensors(file('one.safetensors'), first);
    await writeSafetensors(file('two.safetensors'), second);
    weightMap = { ...namesIn('one.safetensors', first), ...namesIn('two.safetensors', second) };
    await writeIndex(weightMap);
  });

  test('are read as one', async () => {
    const weights = await findWeights(directory);
    expect(weights.files).toEqual([index(), file('one.safetensors'), file('two.safetensors')]);
    const checkpoint = await weights.open();
    for (const { name, values } of tensors) {
      const read = Buffer.from((await checkpoint.readFloats(name)).buffer);
      expect(read.equals(Buffer.from(values().buffer))).toBe(true);
    }
    await expect(checkpoint.readFloats('x')).rejects.toThrow("'x' is missing");
    await checkpoint.close();
    const { hash } = await readModelPackage(directory);
    const last = tensors.at(-1)!;
    const changed = { ...last, values: () => last.values().map((value) => value + 1) };
    await writeSafetensors(file('two.safetensors'), [...tensors.slice(40, -1), changed]);
    expect((await readModelPackage(directory)).hash).not.toBe(hash);
  });

  test.each([
    '../one.safetensors',
    '/etc/one.safetensors',
    'sub/one.safetensors',
    '..\\one.safetensors',
    'C:one.safetensors',
    'one.bin',
    '..',
    '',
  ])("'%s' is no file of the same folder", async (name) => {
    await writeIndex({ ...weightMap, [tensors[0]!.name]: name });
    await expectRefusal('model.safetensors.index.json', tensors[0]!.name, `'${name}'`);
  });

  test('that are missing are named', async () => {
    await rm(file('two.safetensors'));
    await expectRefusal('two.safetensors');
  });

  test('that are broken are named', async () => {
    await truncate(file('two.safetensors'), 1000);
    await expectRefusal('two.safetensors');
  });

  test('without a tensor that the index promises are refused', async () => {
    await writeIndex({ ...weightMap, [tensors[0]!.name]: 'two.safetensors' });
    await expectRefusal('index.json', tensors[0]!.name, 'two.safetensors');
  });

  test('may hold a tensor that is named like a property of every object', async () => {
    await writeSafetensors(file('one.safetensors'), [
      { name: 'constructor', shape: [1], values: () => Float32Array.of(5) },
    ]);
    await writeFile(index(), '{"weight_map":{"constructor":"one.safetensors"}}');
    const checkpoint = await openShardedSafetensors(index());
    expect(await checkpoint.readFloats('constructor')).toEqual(Float32Array.of(5));
    await checkpoint.close();
    await writeFile(index(), '{"weight_map":{"__proto__":"one.safetensors"}}');
    await expectRefusal("'__proto__'");
  });

  test.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['without a map', '{"metadata":{}}'],
    ['with a list for a map', '{"weight_map":["one.safetensors"]}'],
    ['with a number for a file', '{"weight_map":{"a":1}}'],
    ['with no tensors', '{"weight_map":{}}'],
    ['with a tensor twice', '{"weight_map":{"a":"one.safetensors","a":"two.safetensors"}}'],
  ])('by an index that is %s are refused', async (_what, text) => {
    await writeFile(index(), text);
    await expectRefusal('model.safetensors.index.json');
  });
});

describe('config.json and the tensors', () => {
  const change = (config: object) =>
    writeFile(file('config.json'), JSON.stringify({ ...smallConfig, ...config }));

  test.each<[object, ...string[]]>([
    [{ d_model: 16 }, 'encoder.embed_tokens.weight', '[260, 32]', '[260, 16]'],
    [{ encoder_layers: 2 }, 'has 1 encoder layers', 'asks for 2 (encoder_layers)'],
    [{ decoder_layers: 3 }, 'has 1 decoder layers', 'asks for 3 (decoder_layers)'],
    [{ resnet_type: 'resnet50' }, 'has 2, 2, 2 blocks', '3, 4, 6 (resnet_type resnet50)'],
    [{ resnet_type: undefined }, 'has 2, 2, 2 blocks', '3, 4, 23 (resnet_type resnet101)'],
    [{ encoder_attention_heads: 4 }, 'encoder.layers.0.self_attn.c_attn', '[2]', '[4]'],
    [{ vocab_size: undefined }, 'encoder.embed_tokens.weight', '[260, 32]', '[59457, 32]'],
    [{ image_bucket_size: 40 }, 'encoder.embed_image_positions.weight', '[1765, 32]', '[1601, 32]'],
  ])('that contradict each other are both named: %j', async (config, ...mentions) => {
    await change(config);
    await expectRefusal(...mentions);
  });

  test('fewer layers than there are tensors for are named too', async () => {
    const extra = tensors
      .filter(({ name }) => name.startsWith('decoder.layers.0.'))
      .map((tensor) => ({ ...tensor, name: tensor.name.replace('layers.0', 'layers.1') }));
    await writeSafetensors(file('model.safetensors'), [...tensors, ...extra]);
    await expectRefusal('has 2 decoder layers', 'asks for 1 (decoder_layers)');
  });

  test('agree where config.json is made from the tensors', async () => {
    const checkpoint = await openSafetensors(file('model.safetensors'));
    const sizes = sizesOfTensors(checkpoint);
    await checkpoint.close();
    const before = await readModelPackage(directory);
    await writeFile(file('config.json'), JSON.stringify(sizes));
    expect((await readModelPackage(directory)).config).toEqual(before.config);
  });

  test('a checkpoint of another kind has no sizes', async () => {
    await writeSafetensors(file('model.safetensors'), tensors.slice(1));
    const checkpoint = await openSafetensors(file('model.safetensors'));
    expect(() => sizesOfTensors(checkpoint)).toThrow('encoder.embed_tokens.weight');
    await checkpoint.close();
  });
});
