import { cp, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readModelPackage, type ModelPackage } from '../../src/model/package.js';
import { writeSmallModel } from './small-model.js';

describe('the embedded model', () => {
  let model: ModelPackage;
  beforeAll(async () => {
    model = await readModelPackage('models/ofa-mini-en');
  });

  test('is read with all that it publishes', () => {
    expect(model).toMatchObject({
      name: 'ofa-mini-en',
      family: 'OFA',
      language: 'en',
      imageSize: 224,
      mean: [0.5, 0.5, 0.5],
      std: [0.5, 0.5, 0.5],
      prompt: ' what does the image describe?',
      promptIds: [0, 83, 360, 5, 1435, 2963, 98, 2],
      decoding: {
        beamSize: 5,
        maxTokens: 16,
        minTokens: 1,
        noRepeatNgramSize: 3,
        lengthPenalty: 1,
        temperature: 1,
      },
      parameters: 10_851_788,
      license: null,
    });
    expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('spells pieces that its vocabulary lacks byte by byte', () => {
    const ids = model.tokenizer.encode(' zyzzyva');
    expect(model.tokenizer.decode(ids)).toBe(' zyzzyva');
    expect(ids).not.toContain(3);
  });
});

describe('a model directory', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await writeSmallModel();
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  test('has a hash of its content, not of its place', async () => {
    const original = await readModelPackage(directory);
    const copy = join(await mkdtemp(join(tmpdir(), 'ofa-copy-')), 'elsewhere');
    await cp(directory, copy, { recursive: true });
    const moved = await readModelPackage(copy);
    expect(moved.name).toBe('elsewhere');
    expect(moved.hash).toBe(original.hash);
    await writeFile(join(copy, 'merges.txt'), '#version: 0.2\na b\n');
    expect((await readModelPackage(copy)).hash).not.toBe(original.hash);
    await rm(copy, { recursive: true, force: true });
  });

  test('takes its licence from the front matter of its README', async () => {
    await writeFile(join(directory, 'README.md'), '---\nlanguage: en\nlicense: "apache-2.0"\n---\n# Model\n');
    expect((await readModelPackage(directory)).license).toBe('apache-2.0');
  });

  test('without configuration.json has the published defaults', async () => {
    const path = join(directory, 'configuration.json');
    await rename(path, `${path}.away`);
    const model = await readModelPackage(directory);
    await rename(`${path}.away`, path);
    expect(model.imageSize).toBe(480);
    expect(model.prompt).toBe(' what does the image describe?');
    expect(model.decoding.beamSize).toBe(5);
  });
});
