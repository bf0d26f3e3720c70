import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import { findWeights } from '../checkpoint/open-checkpoint.js';
import { readModelPackage } from '../package.js';
import { refuseChineseTokenizer, tokenizerFiles } from '../tokenizer/read-tokenizer.js';

/** What a model directory is put together of. */
export interface ModelSource {
  /** Files that exist, each with its name in the model directory. */
  readonly files: readonly { readonly path: string; readonly name: string }[];
  /** Files that do not exist yet, by name. */
  readonly texts: Readonly<Record<string, string>>;
  /** `ModelPackage.hash`, where it is known before the files are together. */
  readonly hash: string | null;
}

/** What belongs to a model beside what every model has. */
const optionalFiles = [
  'configuration.json',
  'calibration.json',
  'README.md',
  'LICENSE',
  'LICENSE.txt',
  'NOTICE',
];

/**
 * The files of a published model directory that the program needs; what else lies there is left out.
 * @throws BadModelError when it cannot be served, as `readModelPackage`
 */
export async function directorySource(directory: string): Promise<ModelSource> {
  const root = resolve(directory);
  await refuseChineseTokenizer(root);
  if (!(await isFile(join(root, 'config.json')))) await refuseWithoutConfig(root);
  const { hash } = await readModelPackage(root);
  const { files: weights } = await findWeights(root);
  const optional: string[] = [];
  for (const name of optionalFiles) if (await isFile(join(root, name))) optional.push(name);
  const paths = [
    ...['config.json', ...tokenizerFiles, ...optional].map((name) => join(root, name)),
    ...weights,
  ];
  return { files: paths.map((path) => ({ path, name: basename(path) })), texts: {}, hash };
}

/** What fairseq published has no config.json: there the weights file is the model. */
async function refuseWithoutConfig(root: string): Promise<never> {
  const { path } = await findWeights(root);
  throw new BadModelError(
    `${join(root, 'config.json')}: missing. To read the model's sizes from its weights, import the file alone: ${path}`,
  );
}

/** Whether a path names a directory. @throws BadModelError when it names nothing */
export async function isModelDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    throw new BadModelError(`${path}: not found; name a model's directory or its weights file`, { cause });
  }
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
