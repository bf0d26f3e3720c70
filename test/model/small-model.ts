import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeByteVocabulary } from '../../src/model/synthetic/byte-vocabulary.js';
import {
  writeSyntheticModel,
  type SyntheticModelOptions,
} from '../../src/model/synthetic/synthetic-model.js';

/** Sizes of a model that compiles in a blink. */
export const smallConfig = {
  model_type: 'ofa',
  vocab_size: 260,
  d_model: 32,
  encoder_layers: 1,
  decoder_layers: 1,
  encoder_ffn_dim: 64,
  decoder_ffn_dim: 64,
  encoder_attention_heads: 2,
  decoder_attention_heads: 2,
  max_position_embeddings: 64,
  resnet_type: 'resnet18',
};

export const smallConfiguration = {
  model: { patch_image_size: 32, prompt: ' what?', beam_search: { beam_size: 2, max_len_b: 4 } },
};

/** Writes a small complete model into a new directory. */
export async function writeSmallModel(options: SyntheticModelOptions = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'ofa-small-'));
  const weights = { seed: 7, logit: 160, cross: 1.5, eos: 19 };
  await writeSyntheticModel(directory, smallConfig, weights, smallConfiguration, options);
  await writeByteVocabulary(directory, smallConfig.vocab_size);
  return directory;
}
