import { basename, dirname, join, resolve } from 'node:path';
import { BadModelError } from '../../errors/bad-model-error.js';
import { checkVocabulary, checkWeights } from '../check-package.js';
import { weightsFile, type WeightsFile } from '../checkpoint/open-checkpoint.js';
import { sizesOfTensors, type SizesOfTensors } from '../checkpoint/sizes-of-tensors.js';
import { parseConfig } from '../config.js';
import { readTokenizer, refuseChineseTokenizer, tokenizerFiles } from '../tokenizer/read-tokenizer.js';
import { isFile, type ModelSource } from './model-source.js';

/** The names that `findWeights` looks for, by the endings of weights files. */
const publishedNames = [
  ['.safetensors.index.json', 'model.safetensors.index.json'],
  ['.safetensors', 'model.safetensors'],
  ['.bin', 'pytorch_model.bin'],
  ['.pt', 'pytorch_model.pt'],
] as const;

/** Of the published caption models (run_scripts/caption/evaluate_caption.sh of OFA): no weight tells them. */
const captionTask = {
  framework: 'pytorch',
  task: 'image-captioning',
  model: {
    type: 'ofa',
    language: 'en',
    patch_image_size: 480,
    imagenet_default_mean_and_std: false,
    prompt: ' what does the image describe?',
    beam_search: { beam_size: 5, max_len_b: 16, min_len: 1, no_repeat_ngram_size: 3 },
  },
};

/**
 * A model of one weights file: its sizes are those of the tensors, pictures have 480 px, decoding is as OFA's own scripts have it.
 * @param tokenizer directory of vocab.json and merges.txt; null: they lie beside the weights
 * @throws BadModelError when the file is no OFA model's, or there is no tokenizer
 */
export async function weightsSource(path: string, tokenizer: string | null): Promise<ModelSource> {
  const weights = await weightsFile(resolve(path));
  const sizes = { model_type: 'ofa', ...(await readSizes(weights)) };
  const config = parseConfig(sizes, weights.path);
  await checkWeights(weights.open, config);
  const directory = await tokenizerDirectory(weights.path, tokenizer);
  checkVocabulary(await readTokenizer(directory), config, directory);
  const [main, ...shards] = weights.files.map((file) => ({ path: file, name: basename(file) }));
  return {
    files: [
      ...tokenizerFiles.map((name) => ({ path: join(directory, name), name })),
      { path: main!.path, name: publishedName(main!.name) },
      ...shards,
    ],
    texts: {
      'config.json': `${JSON.stringify(sizes, null, 2)}\n`,
      'configuration.json': `${JSON.stringify(captionTask, null, 2)}\n`,
    },
    hash: null,
  };
}

async function readSizes(weights: WeightsFile): Promise<SizesOfTensors> {
  const checkpoint = await weights.open();
  try {
    return sizesOfTensors(checkpoint);
  } finally {
    await checkpoint.close();
  }
}

async function tokenizerDirectory(weights: string, tokenizer: string | null): Promise<string> {
  const directory = tokenizer === null ? dirname(weights) : resolve(tokenizer);
  await refuseChineseTokenizer(directory);
  for (const name of tokenizerFiles) {
    if (await isFile(join(directory, name))) continue;
    throw new BadModelError(
      tokenizer === null
        ? `${weights}: a weights file has no tokenizer. Give the directory of vocab.json and merges.txt with --tokenizer: ` +
            'those of any English OFA model, such as OFA-Sys/ofa-tiny (50265 pieces), fit all of them'
        : `${join(directory, name)}: missing; the tokenizer needs vocab.json and merges.txt`,
    );
  }
  return directory;
}

function publishedName(name: string): string {
  return publishedNames.find(([ending]) => name.endsWith(ending))?.[1] ?? name;
}
