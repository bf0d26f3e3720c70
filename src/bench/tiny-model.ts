import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticModel } from '../model/synthetic/synthetic-model.js';
import { characterOfByte } from '../model/tokenizer/byte-alphabet.js';

const vocabularySize = 50_265;

/** config.json of OFA-tiny, as far as it decides shapes (OFA's README, table of sizes). */
const config = {
  model_type: 'ofa',
  vocab_size: 59_457,
  d_model: 256,
  encoder_layers: 4,
  decoder_layers: 4,
  encoder_ffn_dim: 1024,
  decoder_ffn_dim: 1024,
  encoder_attention_heads: 4,
  decoder_attention_heads: 4,
  resnet_type: 'resnet50',
};

/** The prompt's six letters are six tokens here, as the published prompt has with the published vocabulary. */
const configuration = {
  framework: 'pytorch',
  task: 'image-captioning',
  model: {
    type: 'ofa',
    language: 'en',
    patch_image_size: 480,
    prompt: 'prompt',
    beam_search: { beam_size: 5, max_len_b: 16, min_len: 1, no_repeat_ngram_size: 3 },
  },
};

/**
 * A model with OFA-tiny's shapes at 480 px and computed weights, whose captions never end early: every one takes the
 * longest time it can. Written to `directory` unless it is there already.
 */
export async function tinyModel(directory: string): Promise<string> {
  const done = join(directory, 'merges.txt');
  const exists = await access(done).then(
    () => true,
    () => false,
  );
  if (exists) return directory;
  await rm(directory, { recursive: true, force: true });
  const weights = { seed: 1, logit: 160, cross: 1.5, eos: 19 };
  await writeSyntheticModel(directory, config, weights, configuration, { neverEnds: true });
  await writeFile(join(directory, 'vocab.json'), JSON.stringify(vocabulary()));
  await writeFile(done, '#version: 0.2\n');
  return directory;
}

function vocabulary(): Record<string, number> {
  const pieces = ['<s>', '<pad>', '</s>', '<unk>', ...characterOfByte];
  while (pieces.length < vocabularySize - 1) pieces.push(`w${pieces.length}`);
  pieces.push('<mask>');
  return Object.fromEntries(pieces.map((piece, id) => [piece, id]));
}
