import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { LibraryModel } from '../../model/library/model-library.js';
import { sizeOf, type ModelManifest } from '../../model/library/model-manifest.js';
import { describeOrigin } from '../../model/library/model-origin.js';
import { readModelPackage } from '../../model/package.js';
import { dataDirectoryAt } from '../../storage/data-directory.js';
import { libraryOf } from '../chosen-model.js';
import { dataOption } from '../options.js';
import { defaultModelOf, readProfiles } from '../stored-profiles.js';
import { textTable } from '../text-table.js';
import { byteText } from './byte-text.js';
import { inMillions } from './in-millions.js';

interface ListArguments {
  readonly data: string;
  readonly format: 'text' | 'json';
}

type ListedModel = ModelManifest['model'] & {
  readonly name: string;
  readonly default: boolean;
  readonly bytes: number;
  /** Null for the embedded model. */
  readonly source: ModelManifest['source'] | null;
  readonly importedAt: string | null;
  readonly directory: string;
};

export function listCommand(): Command {
  return new Command('list')
    .description('print the models that there are; a star marks the default one')
    .addOption(new Option('--format <format>', 'what is printed').choices(['text', 'json']).default('text'))
    .addOption(dataOption())
    .addHelpText(
      'after',
      `
Examples:
  ofa-caption models list
  ofa-caption models list --format json`,
    )
    .action(list);
}

async function list({ data, format }: ListArguments): Promise<void> {
  const models = await libraryOf(dataDirectoryAt(data)).list();
  const defaultModel = defaultModelOf(await readProfiles(data));
  const listed = await Promise.all(models.map((model) => listedModel(model, defaultModel)));
  process.stdout.write(format === 'json' ? `${JSON.stringify(listed, null, 2)}\n` : tableOf(listed));
}

async function listedModel(
  { name, directory, manifest }: LibraryModel,
  defaultModel: string,
): Promise<ListedModel> {
  const common = { name, default: name === defaultModel, directory };
  if (manifest !== null) {
    const { source, importedAt, model } = manifest;
    return { ...common, ...model, bytes: sizeOf(manifest), source, importedAt };
  }
  const { family, language, imageSize, parameters, license } = await readModelPackage(directory);
  const model = { family, language, imageSize, parameters, license };
  return { ...common, ...model, bytes: await bytesOf(directory), source: null, importedAt: null };
}

async function bytesOf(directory: string): Promise<number> {
  const files = await readdir(directory);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(directory, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

function tableOf(models: readonly ListedModel[]): string {
  return textTable([
    ['  name', 'language', 'px', 'parameters', 'size', 'source'],
    ...models.map((model) => [
      `${model.default ? '*' : ' '} ${model.name}`,
      model.language,
      String(model.imageSize),
      inMillions(model.parameters),
      byteText(model.bytes),
      model.source === null ? 'comes with the program' : describeOrigin(model.source),
    ]),
  ]);
}
