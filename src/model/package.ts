import { basename, join, resolve } from 'node:path';
import { BadModelError } from '../errors/bad-model-error.js';
import { checkVocabulary, checkWeights } from './check-package.js';
import type { Checkpoint } from './checkpoint/checkpoint.js';
import { findWeights } from './checkpoint/open-checkpoint.js';
import { readConfig, type OfaConfig } from './config.js';
import { contentHash } from './content-hash.js';
import { checkPublishedDecoding, type Decoding } from './decoding.js';
import { checkImageSize } from './image-size.js';
import { readLicense } from './model-card.js';
import { readTaskConfiguration, type Channels, type TaskConfiguration } from './task-configuration.js';
import { readTokenizer, tokenizerFiles } from './tokenizer/read-tokenizer.js';
import { specialIds, type Tokenizer } from './tokenizer/tokenizer.js';

/** A model directory that was read and found consistent; its weights stay on disk. */
export interface ModelPackage {
  /** Name of the directory. */
  readonly name: string;
  /** Absolute path. */
  readonly directory: string;
  /** SHA-256 in hex over every file that decides a caption. */
  readonly hash: string;
  readonly family: 'OFA';
  readonly language: string;
  readonly config: OfaConfig;
  /** Pixels of a picture's side. */
  readonly imageSize: number;
  /** A pixel goes in as `(pixel / 255 - mean) / std`, per channel. */
  readonly mean: Channels;
  readonly std: Channels;
  readonly prompt: string;
  /** bos, the prompt's tokens, eos. */
  readonly promptIds: readonly number[];
  /** As published in configuration.json. */
  readonly decoding: Decoding;
  /** Number of weights. */
  readonly parameters: number;
  /** From the README's front matter; null where it names none. */
  readonly license: string | null;
  readonly tokenizer: Tokenizer;
  /** Opens the weights; the caller closes them. */
  openCheckpoint(): Promise<Checkpoint>;
}

/**
 * Reads a model directory as ModelScope and Hugging Face ship it and checks it as a whole: config.json, configuration.json,
 * weights, vocab.json and merges.txt.
 *
 * ```ts
 * const model = await readModelPackage('models/ofa-mini-en');
 * model.promptIds; // [0, 83, 360, 5, 1435, 2963, 98, 2]
 * ```
 * @throws BadModelError naming the file, key or tensor that is missing, wrong or not supported
 */
export async function readModelPackage(directory: string): Promise<ModelPackage> {
  const root = resolve(directory);
  const configPath = join(root, 'config.json');
  const taskPath = join(root, 'configuration.json');
  const config = await readConfig(configPath);
  const task = await readTaskConfiguration(taskPath);
  checkImageSize(task.imageSize, config, (message) => new BadModelError(`${taskPath}: ${message}`));
  checkPublishedDecoding(task.decoding, config, taskPath);
  const weights = await findWeights(root);
  const parameters = await checkWeights(weights.open, config);
  const tokenizer = await readTokenizer(root);
  checkVocabulary(tokenizer, config, root);
  return {
    name: basename(root),
    directory: root,
    hash: await contentHash([
      configPath,
      taskPath,
      ...weights.files,
      ...tokenizerFiles.map((file) => join(root, file)),
    ]),
    family: 'OFA',
    language: task.language,
    config,
    imageSize: task.imageSize,
    mean: task.mean,
    std: task.std,
    prompt: task.prompt,
    promptIds: encodePrompt(task, tokenizer, config, taskPath),
    decoding: task.decoding,
    parameters,
    license: await readLicense(join(root, 'README.md')),
    tokenizer,
    openCheckpoint: weights.open,
  };
}

/** Bos, the tokens of the prompt, eos (preprocessors/ofa/base.py:107-134). */
function encodePrompt(
  task: TaskConfiguration,
  tokenizer: Tokenizer,
  config: OfaConfig,
  path: string,
): number[] {
  const longest = Math.min(task.maxPromptTokens, config.maxPositions - 2);
  const ids = tokenizer.encode(task.prompt).slice(0, longest);
  const foreign = ids.find((id) => id >= config.vocabSize);
  if (foreign !== undefined) {
    throw new BadModelError(
      `${path}: prompt: token ${foreign} is beyond vocab_size ${config.vocabSize}; does vocab.json belong to this model?`,
    );
  }
  return [specialIds.bos, ...ids, specialIds.eos];
}
