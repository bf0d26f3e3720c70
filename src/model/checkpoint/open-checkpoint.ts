import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import type { Checkpoint } from './checkpoint.js';
import { withPublishedNames } from './fairseq-names.js';
import { openSafetensors } from './safetensors.js';
import { openShardedSafetensors, shardPaths } from './sharded-safetensors.js';
import { openTorch } from './torch.js';

/** A format of weights: how it is opened, and which files besides the first hold weights. */
interface Format {
  readonly ending: string;
  readonly open: (path: string) => Promise<Checkpoint>;
  readonly otherFiles: (path: string) => Promise<readonly string[]>;
}

const none = () => Promise.resolve([]);
const formats: readonly Format[] = [
  { ending: '.safetensors', open: openSafetensors, otherFiles: none },
  { ending: '.safetensors.index.json', open: openShardedSafetensors, otherFiles: shardPaths },
  { ending: '.bin', open: openPublishedTorch, otherFiles: none },
  { ending: '.pt', open: openPublishedTorch, otherFiles: none },
];

/** The names under which weights are published; the first that is there counts. */
const publishedFiles = [
  'model.safetensors',
  'model.safetensors.index.json',
  'pytorch_model.bin',
  'pytorch_model.pt',
];

/** Weights found in a model directory. */
export interface WeightsFile {
  readonly path: string;
  /** Every file that holds weights or says where they are; `path` is the first. */
  readonly files: readonly string[];
  readonly open: () => Promise<Checkpoint>;
}

/**
 * The weights of a model directory: safetensors, in one file or several, or what PyTorch wrote; else its only `*.pt` file, as
 * fairseq names its checkpoints.
 * @throws BadModelError when there are none, or several `*.pt` files
 */
export async function findWeights(directory: string): Promise<WeightsFile> {
  const present = await listFiles(directory);
  const published = publishedFiles.find((name) => present.includes(name));
  const checkpoints = present.filter((name) => name.endsWith('.pt'));
  const name = published ?? checkpoints[0];
  if (name === undefined) {
    throw new BadModelError(
      `${directory}: no weights found; expected ${publishedFiles.join(', ')} or a fairseq *.pt file`,
    );
  }
  if (published === undefined && checkpoints.length > 1) {
    throw new BadModelError(
      `${directory}: has several checkpoints (${checkpoints.join(', ')}); keep one, or call one pytorch_model.pt`,
    );
  }
  return weightsFile(join(directory, name));
}

/**
 * One weights file by its path; its name's ending tells the format.
 * @throws BadModelError when no format has that ending
 */
export async function weightsFile(path: string): Promise<WeightsFile> {
  const format = formats.find(({ ending }) => path.endsWith(ending));
  if (format === undefined) {
    const endings = formats.map(({ ending }) => `*${ending}`).join(', ');
    throw new BadModelError(`${path}: not a weights file by its name; expected ${endings}`);
  }
  return {
    path,
    files: [path, ...(await format.otherFiles(path))],
    open: () => format.open(path),
  };
}

async function openPublishedTorch(path: string): Promise<Checkpoint> {
  const checkpoint = await openTorch(path);
  try {
    return withPublishedNames(checkpoint);
  } catch (error) {
    await checkpoint.close();
    throw error;
  }
}

async function listFiles(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (cause) {
    throw new BadModelError(`${directory}: cannot be read; check that the folder exists`, { cause });
  }
}
