import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';
import { writeSafetensors, type TensorToWrite } from '../../src/model/checkpoint/write-safetensors.js';
import { readModelPackage } from '../../src/model/package.js';
import { smallConfig, smallConfiguration, writeSmallModel } from './small-model.js';

let directory: string;
beforeEach(async () => {
  directory = await writeSmallModel();
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const file = (name: string) => join(directory, name);

async function expectRefusal(...mentions: string[]): Promise<void> {
  const reading = readModelPackage(directory);
  await expect(reading).rejects.toThrow(BadModelError);
  for (const mention of mentions) await expect(reading).rejects.toThrow(mention);
}

/** Writes the weights again, changed. */
async function rewriteWeights(change: (tensors: TensorToWrite[]) => TensorToWrite[]): Promise<void> {
  const checkpoint = await openSafetensors(file('model.safetensors'));
  const tensors: TensorToWrite[] = [];
  for (const { name, shape } of checkpoint.tensors.values()) {
    const values = await checkpoint.readFloats(name);
    tensors.push({ name, shape, values: () => values });
  }
  await checkpoint.close();
  await writeSafetensors(file('model.safetensors'), change(tensors));
}

describe('weights', () => {
  test('none', async () => {
    await rm(file('model.safetensors'));
    await expectRefusal(directory, 'no weights found', 'model.safetensors');
  });

  test('a tensor is missing', async () => {
    const name = 'decoder.layers.0.cross_attn.c_attn';
    await rewriteWeights((tensors) => tensors.filter((tensor) => tensor.name !== name));
    await expectRefusal('model.safetensors', `tensor '${name}' is missing`);
  });

  test('a tensor has another shape than config.json says', async () => {
    await writeFile(file('config.json'), JSON.stringify({ ...smallConfig, decoder_ffn_dim: 65 }));
    await expectRefusal(`tensor 'decoder.layers.0.fc1.weight' has shape [64, 32]`, 'asks for [65, 32]');
  });

  test('the header is corrupt', async () => {
    const bytes = await readFile(file('model.safetensors'));
    bytes[20] = 0;
    await writeFile(file('model.safetensors'), bytes);
    await expectRefusal('model.safetensors', 'its header is not JSON');
  });

  test('the file is truncated', async () => {
    await truncate(file('model.safetensors'), 1_000_000);
    await expectRefusal('model.safetensors', 'truncated');
  });
});

describe('config.json', () => {
  test.each([
    ['entangle_position_embedding', true],
    ['share_attn_bias', true],
    ['use_ofasys', true],
    ['use_gamma_feature', true],
    ['scale_embedding', true],
    ['normformer', false],
    ['activation_function', 'relu'],
    ['encoder_normalize_before', false],
    ['share_decoder_input_output_embed', false],
    ['eos_token_id', 5],
    ['model_type', 'blip'],
  ])('%s: %s is not supported', async (key, value) => {
    await writeFile(file('config.json'), JSON.stringify({ ...smallConfig, [key]: value }));
    await expectRefusal('config.json', `${key} is ${JSON.stringify(value)}`);
  });

  test.each([
    ['resnet_type', 'resnet200'],
    ['image_trunk', 'vit'],
    ['d_model', -1],
    ['encoder_layers', 'two'],
  ])('%s: %s is not a value', async (key, value) => {
    await writeFile(file('config.json'), JSON.stringify({ ...smallConfig, [key]: value }));
    await expectRefusal('config.json', key);
  });

  test('heads that do not divide the width', async () => {
    await writeFile(file('config.json'), JSON.stringify({ ...smallConfig, encoder_attention_heads: 5 }));
    await expectRefusal('config.json', 'd_model 32 is not a multiple of 5 encoder heads');
  });

  test('not JSON', async () => {
    await writeFile(file('config.json'), '{');
    await expectRefusal('config.json', 'not a JSON object');
  });

  test('missing', async () => {
    await rm(file('config.json'));
    await expectRefusal('config.json', 'missing');
  });
});

describe('configuration.json', () => {
  const change = (model: object) =>
    writeFile(
      file('configuration.json'),
      JSON.stringify({ model: { ...smallConfiguration.model, ...model } }),
    );

  test('a grid larger than there are positions for', async () => {
    await change({ patch_image_size: 688 });
    await expectRefusal('configuration.json', '43x43', '42x42');
  });

  test('an image size that is no whole number of patches', async () => {
    await change({ patch_image_size: 40 });
    await expectRefusal('configuration.json', '40 is not a multiple of the patch size 16');
  });

  test('a beam that cannot be', async () => {
    await change({ beam_search: { beam_size: 0 } });
    await expectRefusal('configuration.json', 'beam_search', 'beamSize');
  });

  test('a prompt whose tokens the model does not know', async () => {
    await writeFile(file('vocab.json'), await readFile('models/ofa-mini-en/vocab.json'));
    await expectRefusal('configuration.json', 'prompt', 'vocab.json');
  });
});

describe('a Chinese model', () => {
  test.each(['zh', 'zh-CN'])('by its configuration.json: %s', async (language) => {
    const { model } = smallConfiguration;
    await writeFile(file('configuration.json'), JSON.stringify({ model: { ...model, language } }));
    await expectRefusal('configuration.json', `model.language is "${language}"`, 'Chinese');
    await expect(readModelPackage(directory)).rejects.toMatchObject({ code: 'BAD_MODEL' });
  });

  test('by its vocabulary', async () => {
    await rm(file('vocab.json'));
    await writeFile(file('vocab.txt'), '[PAD]\n的\n');
    await expectRefusal('vocab.txt', 'Chinese');
    await expect(readModelPackage(directory)).rejects.toMatchObject({ code: 'BAD_MODEL' });
  });
});

describe('the tokenizer', () => {
  test('no vocabulary', async () => {
    await rm(file('vocab.json'));
    await expectRefusal('vocab.json', 'missing');
  });

  test('fewer pieces than the model has ids', async () => {
    await writeFile(
      file('vocab.json'),
      JSON.stringify({ '<s>': 0, '<pad>': 1, '</s>': 2, '<unk>': 3, a: 4 }),
    );
    await expectRefusal('vocab.json', 'has 5 pieces', 'vocab_size 260');
  });

  test('ids with gaps', async () => {
    await writeFile(file('vocab.json'), JSON.stringify({ '<s>': 0, '<pad>': 2 }));
    await expectRefusal('vocab.json', 'gaps');
  });

  test('other special tokens', async () => {
    await writeFile(file('vocab.json'), JSON.stringify({ '[PAD]': 0 }));
    await expectRefusal('vocab.json', "id 0 must be '<s>'");
  });
});
