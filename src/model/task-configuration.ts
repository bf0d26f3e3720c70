import { access } from 'node:fs/promises';
import { z } from 'zod';
import { BadModelError } from '../errors/bad-model-error.js';
import { defaultDecoding, type Decoding } from './decoding.js';
import { describeIssues, readJsonObject } from './json-file.js';

/** What configuration.json says about the task, with ModelScope's defaults. */
export interface TaskConfiguration {
  readonly language: string;
  /** Pixels of a picture's side (preprocessors/ofa/base.py:77). */
  readonly imageSize: number;
  readonly mean: Channels;
  readonly std: Channels;
  readonly prompt: string;
  /** Most tokens of the prompt, bos and eos not counted (preprocessors/ofa/base.py:61). */
  readonly maxPromptTokens: number;
  readonly decoding: Decoding;
}

/** One value each for red, green and blue. */
export type Channels = readonly [number, number, number];

const optionalNumber = z.number().nullish();

const schema = z.object({
  model: z
    .object({
      language: z.string().default('en'),
      patch_image_size: z.int().positive().default(480),
      imagenet_default_mean_and_std: z.boolean().default(false),
      prompt: z.string().default(' what does the image describe?'),
      max_src_length: z.int().positive().default(256),
      beam_search: z
        .object({
          beam_size: optionalNumber,
          max_len_b: optionalNumber,
          min_len: optionalNumber,
          no_repeat_ngram_size: optionalNumber,
          len_penalty: optionalNumber,
          lenpen: optionalNumber,
          temperature: optionalNumber,
        })
        .prefault({}),
    })
    .prefault({}),
});

/**
 * Reads configuration.json; a directory without one (as on Hugging Face) has the defaults.
 * @throws BadModelError naming the key that is wrong, or the language where it is Chinese
 */
export async function readTaskConfiguration(path: string): Promise<TaskConfiguration> {
  const parsed = schema.safeParse((await exists(path)) ? await readJsonObject(path) : {});
  if (!parsed.success) throw new BadModelError(`${path}: ${describeIssues(parsed.error)}`);
  const { model } = parsed.data;
  if (/^zh\b/i.test(model.language)) {
    throw new BadModelError(
      `${path}: model.language is "${model.language}"; Chinese OFA models have a tokenizer of their own, which is not ` +
        'supported: use an English model',
    );
  }
  const search = model.beam_search;
  return {
    language: model.language,
    imageSize: model.patch_image_size,
    ...(model.imagenet_default_mean_and_std
      ? { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
      : { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }),
    prompt: model.prompt,
    maxPromptTokens: model.max_src_length,
    decoding: {
      ...defaultDecoding,
      beamSize: search.beam_size ?? defaultDecoding.beamSize,
      maxTokens: search.max_len_b ?? defaultDecoding.maxTokens,
      minTokens: search.min_len ?? defaultDecoding.minTokens,
      noRepeatNgramSize: search.no_repeat_ngram_size ?? defaultDecoding.noRepeatNgramSize,
      lengthPenalty: search.len_penalty ?? search.lenpen ?? defaultDecoding.lengthPenalty,
      temperature: search.temperature ?? defaultDecoding.temperature,
    },
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
