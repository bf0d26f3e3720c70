import { writeByteVocabulary } from './byte-vocabulary.js';
import { writeSyntheticModel } from './synthetic-model.js';

const vocabularySize = 59457;

/** config.json of OFA-tiny, also of the published distilled caption model. */
const config = {
  model_type: 'ofa',
  vocab_size: vocabularySize,
  d_model: 256,
  encoder_layers: 4,
  decoder_layers: 4,
  encoder_ffn_dim: 1024,
  decoder_ffn_dim: 1024,
  encoder_attention_heads: 4,
  decoder_attention_heads: 4,
  resnet_type: 'resnet50',
};

const configuration = {
  task: 'image-captioning',
  model: {
    type: 'ofa',
    language: 'en',
    patch_image_size: 480,
    // Eight tokens with bos and eos, as many as the published prompt has in the published vocabulary.
    prompt: ' image',
    beam_search: { beam_size: 5, max_len_b: 16, min_len: 1, no_repeat_ngram_size: 3 },
  },
};

/** Multiply-adds of one caption: 480 px, beam 5, 17 steps. */
export const ofaTinyMultiplyAdds = 22.07e9;

/**
 * Writes a complete model directory with OFA-tiny's shapes at 480 px (134 MB) whose captions always run to their full length
 * of 17 steps: what a caption costs without its meaning.
 */
export async function writeOfaTiny(directory: string): Promise<void> {
  await writeSyntheticModel(directory, config, { seed: 1, logit: 160, cross: 1.5, eos: 19 }, configuration, {
    neverEnds: true,
  });
  await writeByteVocabulary(directory, vocabularySize);
}
