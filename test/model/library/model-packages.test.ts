import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedModelDirectory } from '../../../src/config/paths.js';
import { ModelLibrary } from '../../../src/model/library/model-library.js';
import { ModelPackages } from '../../../src/model/library/model-packages.js';
import { writeSmallModel } from '../small-model.js';

let scratch: string;
let source: string;
let library: ModelLibrary;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'ofa-packages-'));
  source = await writeSmallModel();
  library = new ModelLibrary(join(scratch, 'models'), embeddedModelDirectory);
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
  await rm(source, { recursive: true, force: true });
});

const changeSource = () => writeFile(join(source, 'merges.txt'), '#version: 0.2\na b\n');

test('a model is read once, and again when another one was imported under its name', async () => {
  const models = new ModelPackages(library);
  await expect(models.read('small')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await library.import(source, { name: 'small' });
  const first = await models.read('small');
  expect(await models.read('small')).toBe(first);
  await library.remove('small');
  expect(await models.has('small')).toBe(false);
  await expect(models.read('small')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await changeSource();
  const { manifest } = await library.import(source, { name: 'small' });
  const second = await models.read('small');
  expect(second.hash).toBe(manifest.hash);
  expect(second.hash).not.toBe(first.hash);
});

test('one that could not be read is read again', async () => {
  const models = new ModelPackages(library);
  const { directory } = await library.import(source, { name: 'small' });
  await rm(join(directory, 'merges.txt'));
  await expect(models.read('small')).rejects.toMatchObject({ code: 'BAD_MODEL' });
  await writeFile(join(directory, 'merges.txt'), '#version: 0.2\n');
  expect((await models.read('small')).name).toBe('small');
});

test('a directory that was chosen stands beside those of the library, or in place of its namesake', async () => {
  await library.import(source, { name: 'small' });
  await changeSource();
  const outside = new ModelPackages(library, { name: basename(source), directory: source });
  expect(await outside.names()).toEqual([basename(source), 'ofa-mini-en', 'small']);
  const namesake = new ModelPackages(library, { name: 'small', directory: source });
  const listed = await namesake.list();
  expect(listed.map(({ name }) => name)).toEqual(['small', 'ofa-mini-en']);
  expect(await namesake.directoryOf('small')).toBe(source);
  expect(listed[0]?.hash).toBe((await namesake.read('small')).hash);
});
