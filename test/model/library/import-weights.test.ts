import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { embeddedModelDirectory } from '../../../src/config/paths.js';
import { BadModelError } from '../../../src/errors/bad-model-error.js';
import { openSafetensors } from '../../../src/model/checkpoint/safetensors.js';
import { writeSafetensors } from '../../../src/model/checkpoint/write-safetensors.js';
import { ModelLibrary } from '../../../src/model/library/model-library.js';
import { readModelPackage } from '../../../src/model/package.js';
import { writeByteVocabulary } from '../../../src/model/synthetic/byte-vocabulary.js';
import { smallConfig, writeSmallModel } from '../small-model.js';
import { writeTorch } from '../write-torch.js';

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: () => Float32Array<ArrayBuffer>;
}

let scratch: string;
let tokenizer: string;
let library: ModelLibrary;
let tensors: Tensor[];

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'ofa-weights-'));
  tokenizer = join(scratch, 'tokenizer');
  await mkdir(tokenizer);
  await writeByteVocabulary(tokenizer, smallConfig.vocab_size);
  library = new ModelLibrary(join(scratch, 'models'), embeddedModelDirectory);
  const model = await writeSmallModel();
  const checkpoint = await openSafetensors(join(model, 'model.safetensors'));
  tensors = [];
  for (const { name, shape } of checkpoint.tensors.values()) {
    const values = await checkpoint.readFloats(name);
    tensors.push({ name, shape, values: () => values });
  }
  await checkpoint.close();
  await rm(model, { recursive: true });
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const at = (name: string) => join(scratch, name);
const left = () => readdir(library.root).catch(() => []);

describe('one weights file', () => {
  test.each([
    ['Caption_Base.safetensors', 'caption_base', 'model.safetensors'],
    ['caption.bin', 'caption', 'pytorch_model.bin'],
    ['caption.pt', 'caption', 'pytorch_model.pt'],
  ])('%s becomes a complete model', async (file, name, stored) => {
    if (file.endsWith('.safetensors')) await writeSafetensors(at(file), tensors);
    else await writeTorch(at(file), tensors);
    const { directory, manifest } = await library.import(at(file), { tokenizer });
    expect(directory).toBe(join(library.root, name));
    expect(manifest).toMatchObject({
      source: { kind: 'file', path: at(file) },
      model: { imageSize: 480, language: 'en' },
    });
    const expected = ['config.json', 'configuration.json', 'merges.txt', stored, 'vocab.json'];
    expect(Object.keys(manifest.files).sort()).toEqual(expected);
    const model = await readModelPackage(directory);
    expect(model.config).toMatchObject({ vocabSize: 260, width: 32, trunk: { type: 'resnet18' } });
    expect(model.decoding).toMatchObject({ beamSize: 5, maxTokens: 16, noRepeatNgramSize: 3 });
  });

  test('in several parts is imported by its index', async () => {
    const parts = { 'one.safetensors': tensors.slice(0, 40), 'two.safetensors': tensors.slice(40) };
    const map: Record<string, string> = {};
    for (const [file, part] of Object.entries(parts)) {
      await writeSafetensors(at(file), part);
      for (const { name } of part) map[name] = file;
    }
    await writeFile(at('base.safetensors.index.json'), JSON.stringify({ weight_map: map }));
    const { name, directory } = await library.import(at('base.safetensors.index.json'), { tokenizer });
    expect(name).toBe('base');
    expect(await readdir(directory)).toEqual(
      expect.arrayContaining(['model.safetensors.index.json', 'one.safetensors', 'two.safetensors']),
    );
    expect((await readModelPackage(directory)).parameters).toBeGreaterThan(0);
  });

  test('takes the tokenizer that lies beside it', async () => {
    await writeTorch(join(tokenizer, 'caption.pt'), tensors);
    const { directory } = await library.import(join(tokenizer, 'caption.pt'));
    expect(await readFile(join(directory, 'vocab.json'))).toEqual(
      await readFile(join(tokenizer, 'vocab.json')),
    );
  });

  test('imported again is the same model', async () => {
    await writeTorch(at('caption.pt'), tensors);
    await library.import(at('caption.pt'), { tokenizer });
    expect((await library.import(at('caption.pt'), { tokenizer })).existed).toBe(true);
    const changed = tensors.map((tensor) => ({ ...tensor, values: () => tensor.values().map((x) => x + 1) }));
    await writeTorch(at('caption.pt'), changed);
    await expect(library.import(at('caption.pt'), { tokenizer })).rejects.toThrow('models remove caption');
    expect(await left()).toEqual(['caption']);
  });
});

describe('a weights file is refused, and leaves nothing behind,', () => {
  async function expectRefusal(file: string, ...mentions: string[]): Promise<void> {
    const importing = library.import(at(file), { tokenizer });
    await expect(importing).rejects.toThrow(BadModelError);
    for (const mention of mentions) await expect(importing).rejects.toThrow(mention);
    expect(await left()).toEqual([]);
  }

  test('without a tokenizer, with where to get one', async () => {
    await writeTorch(at('caption.pt'), tensors);
    await expect(library.import(at('caption.pt'))).rejects.toThrow('--tokenizer');
    await rm(join(tokenizer, 'merges.txt'));
    await expectRefusal('caption.pt', 'merges.txt');
  });

  test('with the tokenizer of another model', async () => {
    await writeTorch(at('caption.pt'), tensors);
    await writeByteVocabulary(tokenizer, 259);
    await expectRefusal('caption.pt', 'vocab.json', '259', '260');
  });

  test('with a Chinese tokenizer', async () => {
    await writeTorch(at('caption.pt'), tensors);
    await rename(join(tokenizer, 'vocab.json'), join(tokenizer, 'vocab.txt'));
    await expectRefusal('caption.pt', 'Chinese');
  });

  test('with a tensor missing or of another shape, by the path that was given', async () => {
    await writeTorch(
      at('caption.pt'),
      tensors.filter(({ name }) => name !== 'encoder.layer_norm.weight'),
    );
    await expectRefusal('caption.pt', at('caption.pt'), 'encoder.layer_norm.weight');
    const norm = { name: 'encoder.layer_norm.weight', shape: [31], values: () => new Float32Array(31) };
    const others = tensors.filter(({ name }) => name !== norm.name);
    await writeTorch(at('caption.pt'), [...others, norm]);
    await expectRefusal('caption.pt', at('caption.pt'), '[31]', '[32]');
  });

  test('of a form that is not known, or none at all', async () => {
    await writeFile(at('model.h5'), 'x');
    await expectRefusal('model.h5', 'model.h5');
    await writeFile(at('caption.pt'), 'no checkpoint');
    await expectRefusal('caption.pt', 'caption.pt');
    await expectRefusal('nowhere.pt', 'not found');
  });
});
