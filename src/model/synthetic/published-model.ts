import { writeByteVocabulary } from './byte-vocabulary.js';
import { publishedConfig, publishedVocabularySize, type PublishedSizeName } from './published-sizes.js';
import { writeSyntheticModel, type SyntheticModelOptions } from './synthetic-model.js';

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

/** Multiply-adds of one caption of OFA-tiny: 480 px, beam 5, 17 steps. */
export const ofaTinyMultiplyAdds = 22.07e9;

/**
 * Writes a complete model directory with the shapes of a published size at 480 px (OFA-tiny: 134 MB) whose captions always
 * run to their full length of 17 steps: what a caption costs without its meaning.
 */
export async function writePublishedModel(
  directory: string,
  size: PublishedSizeName,
  options: Pick<SyntheticModelOptions, 'writeWeights'> = {},
): Promise<void> {
  const weights = { seed: 1, logit: 160, cross: 1.5, eos: 19 };
  await writeSyntheticModel(directory, publishedConfig(size), weights, configuration, {
    ...options,
    neverEnds: true,
  });
  await writeByteVocabulary(directory, publishedVocabularySize);
}
