import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { embeddedModelDirectory } from '../../../src/config/paths.js';
import { BadModelError } from '../../../src/errors/bad-model-error.js';
import { InvalidInputError } from '../../../src/errors/invalid-input-error.js';
import { ModelLibrary } from '../../../src/model/library/model-library.js';
import { readModelPackage } from '../../../src/model/package.js';
import { workspaceName } from '../../../src/model/workspace.js';
import { writeSmallModel } from '../small-model.js';

let scratch: string;
let source: string;
let library: ModelLibrary;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'ofa-library-'));
  source = join(scratch, 'Small.Model');
  const written = await writeSmallModel();
  await cp(written, source, { recursive: true });
  await rm(written, { recursive: true });
  library = new ModelLibrary(join(scratch, 'models'), embeddedModelDirectory);
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

const names = async () => (await library.list()).map(({ name }) => name);
const left = () => readdir(library.root).catch(() => []);

describe('a directory that is imported', () => {
  test('becomes a model of its own, by its name in lower case, beside the embedded one', async () => {
    const progress: [number, number][] = [];
    const model = await library.import(source, { onProgress: (...at) => progress.push(at) });
    expect(model).toMatchObject({ name: 'small.model', existed: false });
    expect(await names()).toEqual(['ofa-mini-en', 'small.model']);
    expect(await library.directoryOf('small.model')).toBe(model.directory);
    await rm(source, { recursive: true });
    const read = await readModelPackage(model.directory);
    expect(model.manifest).toMatchObject({
      source: { kind: 'directory', path: source },
      hash: read.hash,
      model: { language: 'en', imageSize: 32, parameters: read.parameters },
    });
    expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
  });

  test('is copied with what belongs to the model, and nothing else', async () => {
    await writeFile(join(source, 'README.md'), '---\nlicense: mit\n---\n');
    await writeFile(join(source, 'flax_model.msgpack'), 'of another program');
    await mkdir(join(source, '.git'));
    const { directory, manifest } = await library.import(source);
    const files = [
      'README.md',
      'config.json',
      'configuration.json',
      'merges.txt',
      'model.safetensors',
      'vocab.json',
    ];
    expect((await readdir(directory)).sort()).toEqual([...files, 'ofa-caption.json'].sort());
    expect(Object.keys(manifest.files).sort()).toEqual(files.sort());
    expect(manifest.model.license).toBe('mit');
  });

  test('may consist of links, as the caches of hubs do', async () => {
    const links = join(scratch, 'links');
    await mkdir(links);
    for (const file of await readdir(source)) await symlink(join(source, file), join(links, file));
    const { directory } = await library.import(links);
    await rm(source, { recursive: true });
    expect((await readModelPackage(directory)).parameters).toBeGreaterThan(0);
  });

  test('is the same model when it is imported again', async () => {
    const first = await library.import(source);
    const again = await library.import(source);
    expect(again).toMatchObject({ existed: true, manifest: first.manifest });
    const other = await library.import(source, { name: 'other' });
    expect(other.manifest.hash).toBe(first.manifest.hash);
    expect(await names()).toEqual(['ofa-mini-en', 'other', 'small.model']);
  });

  test('imported twice at once is one model', async () => {
    const models = await Promise.all([library.import(source), library.import(source)]);
    expect(models.map(({ existed }) => existed).sort()).toEqual([false, true]);
    expect(await left()).toEqual(['small.model']);
  });

  test('does not replace another of its name', async () => {
    const { manifest } = await library.import(source);
    await writeFile(join(source, 'merges.txt'), '#version: 0.2\na b\n');
    await expect(library.import(source)).rejects.toThrow('models remove small.model');
    expect((await library.find('small.model'))?.manifest).toEqual(manifest);
    expect(await left()).toEqual(['small.model']);
  });
});

describe('what is refused leaves nothing behind', () => {
  test.each([
    ['of a directory that is not there', (at: string) => rm(at, { recursive: true }), 'not found'],
    ['without weights', (at: string) => rm(join(at, 'model.safetensors')), 'no weights'],
    ['without config.json', (at: string) => rm(join(at, 'config.json')), 'import the file alone'],
    ['of a damaged file', (at: string) => writeFile(join(at, 'model.safetensors'), 'x'), 'model.safetensors'],
    [
      'of another kind',
      (at: string) => writeFile(join(at, 'config.json'), '{"model_type":"bert"}'),
      'model_type',
    ],
    ['without a tokenizer', (at: string) => rm(join(at, 'vocab.json')), 'vocab.json'],
  ])('a model %s', async (_what, damage, mention) => {
    await damage(source);
    const importing = library.import(source);
    await expect(importing).rejects.toThrow(BadModelError);
    await expect(importing).rejects.toThrow(mention);
    expect(await left()).toEqual([]);
  });

  test('a Chinese model, by its name', async () => {
    await rm(join(source, 'vocab.json'));
    await writeFile(join(source, 'vocab.txt'), '[PAD]\n');
    await expect(library.import(source)).rejects.toThrow(`${source}: is a Chinese OFA model (vocab.txt`);
    expect(await left()).toEqual([]);
  });

  test.each(['', 'Upper', '.hidden', '-x', 'a/b', '..', 'dot.', 'ofa-mini-en', 'x'.repeat(65)])(
    "a name like '%s'",
    async (name) => {
      await expect(library.import(source, { name })).rejects.toThrow(InvalidInputError);
      expect(await left()).toEqual([]);
    },
  );

  test('a name that differs from another only by case, or is that of a folder somebody made', async () => {
    await mkdir(join(library.root, 'Small.Model'), { recursive: true });
    await expect(library.import(source)).rejects.toThrow('"Small.Model"');
    await mkdir(join(library.root, 'mine'));
    await expect(library.import(source, { name: 'mine' })).rejects.toThrow('"mine"');
    expect(await names()).toEqual(['ofa-mini-en']);
  });

  test('one that is stopped half-way', async () => {
    const stop = new AbortController();
    const importing = library.import(source, {
      signal: stop.signal,
      onProgress: () => {
        stop.abort(new Error('stopped by its user'));
      },
    });
    await expect(importing).rejects.toThrow();
    expect(await left()).toEqual([]);
  });
});

test('what a process left that ended half-way is never listed, and removed by the next import', async () => {
  const abandoned = workspaceName('.incoming').replace(`.${process.pid}.`, '.999999999.');
  await cp(source, join(library.root, abandoned), { recursive: true });
  expect(await names()).toEqual(['ofa-mini-en']);
  await library.import(source);
  expect(await left()).toEqual(['small.model']);
});

describe('a directory that is adopted', () => {
  const origin = { kind: 'hub', hub: 'modelscope.cn', id: 'damo/small', revision: 'v1' } as const;
  let staged: string;
  beforeEach(async () => {
    staged = join(library.staging, 'damo--small');
    await cp(source, staged, { recursive: true });
  });

  test('is moved, with what it came from', async () => {
    await writeFile(join(staged, 'model.safetensors.part'), 'of a download');
    const { directory, manifest } = await library.adopt(staged, { name: 'small', origin });
    expect(manifest.source).toEqual(origin);
    expect((await readModelPackage(directory)).hash).toBe(manifest.hash);
    expect(await readdir(directory)).not.toContain('model.safetensors.part');
    expect(await readdir(dirname(staged))).toEqual([]);
  });

  test('stays as it was when it is refused or stopped', async () => {
    const before = (await readdir(staged)).sort();
    const stop = new AbortController();
    const stopped = library.adopt(staged, {
      ...{ name: 'small', origin, signal: stop.signal },
      onProgress: (done, total) => {
        if (done === total) stop.abort(new Error('stopped by its user'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped by its user');
    await expect(library.adopt(staged, { name: 'ofa-mini-en', origin })).rejects.toThrow('ofa-mini-en');
    expect((await readdir(staged)).sort()).toEqual(before);
    expect(await names()).toEqual(['ofa-mini-en']);
    expect((await library.adopt(staged, { name: 'small', origin })).existed).toBe(false);
  });
});

describe('a model that is removed', () => {
  test('is gone', async () => {
    const { directory } = await library.import(source);
    await library.remove('small.model');
    expect(await names()).toEqual(['ofa-mini-en']);
    expect(await left()).not.toContain(basename(directory));
    await expect(library.directoryOf('small.model')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('cannot be the embedded one, nor one that is not there', async () => {
    await expect(library.remove('ofa-mini-en')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(library.remove('other')).rejects.toThrow('only: "ofa-mini-en"');
    expect(await readFile(join(embeddedModelDirectory, 'config.json'), 'utf8')).toContain('ofa');
  });
});
