import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillValues, stream, word } from '../../src/model/synthetic/random-words.js';
import { syntheticImage } from '../../src/model/synthetic/synthetic-image.js';
import { syntheticTensorShapes } from '../../src/model/synthetic/synthetic-model.js';
import { syntheticTensor } from '../../src/model/synthetic/synthetic-tensor.js';
import { manifest } from './golden-data.js';

describe('worked examples', () => {
  test.each(manifest.worked_examples)('$kind', (example) => {
    switch (example.kind) {
      case 'word':
        expect(word(stream(example.name, example.seed), example.index)).toBe(example.result);
        break;
      case 'value': {
        const value = new Float32Array(1);
        fillValues(value, stream(example.name, example.seed), example.index, example.mean, example.scale);
        expect(value[0]).toBe(example.result);
        break;
      }
      case 'pixel': {
        const { width, height, x, y, c } = example;
        expect(syntheticImage(example.seed, width, height)[(y * width + x) * 3 + c]).toBe(example.result);
        break;
      }
    }
  });
});

describe('images', () => {
  test.each(manifest.images)('seed $seed, $width x $height', ({ seed, width, height, sha256 }) => {
    expect(
      createHash('sha256')
        .update(syntheticImage(seed, width, height))
        .digest('hex'),
    ).toBe(sha256);
  });
});

describe('weights', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ofa-weights-'));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  test.each(Object.entries(manifest.configs))('%s', async (_name, { config, weights, weights_sha256 }) => {
    const configPath = join(directory, 'config.json');
    await writeFile(configPath, JSON.stringify(config));
    const { shapes, width } = await syntheticTensorShapes(configPath);
    const hash = createHash('sha256');
    for (const [name, shape] of [...shapes].sort(([a], [b]) => (a < b ? -1 : 1))) {
      hash.update(`${name}\0`);
      hash.update(new Uint8Array(syntheticTensor(name, shape, width, weights).buffer));
    }
    expect(hash.digest('hex')).toBe(weights_sha256);
  });
});
