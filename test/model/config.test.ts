import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/model/config.js';
import { readTaskConfiguration } from '../../src/model/task-configuration.js';
import { temporaryDirectory } from '../temporary-directory.js';

let path: string;
beforeAll(async () => {
  path = join(await temporaryDirectory(), 'x.json');
});

const write = (content: object): Promise<void> => writeFile(path, JSON.stringify(content));

/** configuration_ofa.py:167-224. */
const defaults = {
  vocabSize: 59457,
  width: 512,
  encoder: { layers: 4, heads: 8, feedForward: 2048 },
  decoder: { layers: 4, heads: 8, feedForward: 2048 },
  attentionScaleFactor: 2,
  maxPositions: 1024,
  tokenBuckets: 256,
  imageBuckets: 42,
  interpolatePosition: false,
  originalImageSize: 224,
  trunk: { kind: 'resnet', type: 'resnet101' },
};

describe('config.json', () => {
  test('without any key means the defaults of the code', async () => {
    await write({});
    expect(await readConfig(path)).toEqual(defaults);
  });

  test('with a few keys means them and the defaults', async () => {
    await write({ d_model: 256, resnet_type: 'resnet50', encoder_attention_heads: 4, use_cache: false });
    expect(await readConfig(path)).toEqual({
      ...defaults,
      width: 256,
      encoder: { ...defaults.encoder, heads: 4 },
      trunk: { kind: 'resnet', type: 'resnet50' },
    });
  });
});

describe('configuration.json', () => {
  const published = {
    language: 'en',
    imageSize: 480,
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    prompt: ' what does the image describe?',
    maxPromptTokens: 256,
    decoding: { beamSize: 5, maxTokens: 16, minTokens: 1, noRepeatNgramSize: 3 },
  };

  test.each([{}, { task: 'image-captioning' }, { model: {} }, { model: { beam_search: {} } }])(
    '%j means the defaults of the code',
    async (content) => {
      await write(content);
      expect(await readTaskConfiguration(path)).toMatchObject(published);
    },
  );

  test('with a few keys means them and the defaults', async () => {
    await write({ model: { patch_image_size: 384, beam_search: { no_repeat_ngram_size: 0 } } });
    expect(await readTaskConfiguration(path)).toMatchObject({
      ...published,
      imageSize: 384,
      decoding: { ...published.decoding, noRepeatNgramSize: 0 },
    });
  });
});
