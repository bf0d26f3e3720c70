import { z } from 'zod';
import { BadModelError } from '../errors/bad-model-error.js';
import { describeIssues, readJsonObject } from './json-file.js';

/** Blocks per stage; every ResNet here uses bottlenecks and three stages (modeling_ofa.py:926-944, resnet.py:239-254). */
export const resnetBlocks = {
  resnet18: [2, 2, 2],
  resnet34: [3, 4, 6],
  resnet50: [3, 4, 6],
  resnet101: [3, 4, 23],
  resnet152: [3, 8, 36],
} as const;

export type ResnetType = keyof typeof resnetBlocks;
const resnetTypes = Object.keys(resnetBlocks) as [ResnetType, ...ResnetType[]];

const count = z.int().positive();

/** Keys that set sizes, with the defaults of OFAConfig (configuration_ofa.py:167-224). */
const sizesSchema = z.object({
  vocab_size: count.default(59457),
  max_position_embeddings: count.default(1024),
  d_model: count.default(512),
  encoder_layers: count.default(4),
  encoder_ffn_dim: count.default(2048),
  encoder_attention_heads: count.default(8),
  decoder_layers: count.default(4),
  decoder_ffn_dim: count.default(2048),
  decoder_attention_heads: count.default(8),
  attn_scale_factor: z.number().positive().default(2),
  token_bucket_size: count.default(256),
  image_bucket_size: count.default(42),
  interpolate_position: z.boolean().default(false),
  orig_patch_image_size: count.default(224),
  resnet_type: z.enum(resnetTypes).default('resnet101'),
  image_trunk: z.enum(['mobilenet_v2', 'resnet']).default('resnet'),
});

/** Keys of which only one value is supported; a missing key means that value. */
const supportedValues = {
  model_type: 'ofa',
  activation_function: 'gelu',
  scale_embedding: false,
  pad_token_id: 1,
  bos_token_id: 0,
  eos_token_id: 2,
  decoder_start_token_id: 0,
  encoder_normalize_before: true,
  decoder_normalize_before: true,
  normformer: true,
  layernorm_embedding: true,
  patch_layernorm_embedding: true,
  add_type_embedding: true,
  share_decoder_input_output_embed: true,
  entangle_position_embedding: false,
  share_attn_bias: false,
  use_image_feature: true,
  use_ofasys: false,
  use_gamma_feature: false,
} as const;

/** Image trunk and its shape. */
export type Trunk =
  { readonly kind: 'resnet'; readonly type: ResnetType } | { readonly kind: 'mobilenet_v2' };

/** The part of config.json that the compiler needs. */
export interface OfaConfig {
  readonly vocabSize: number;
  /** d_model. */
  readonly width: number;
  readonly encoder: StackConfig;
  readonly decoder: StackConfig;
  /** The factor in `(head width * factor) ** -0.5` (modeling_ofa.py:290). */
  readonly attentionScaleFactor: number;
  readonly maxPositions: number;
  readonly tokenBuckets: number;
  /** Side of the largest patch grid; also the row stride of image position ids. */
  readonly imageBuckets: number;
  /** Whether image positions of large grids are interpolated (modeling_ofa.py:1120-1136). */
  readonly interpolatePosition: boolean;
  /** Pixels of the picture side whose grid holds the positions to interpolate from. */
  readonly originalImageSize: number;
  readonly trunk: Trunk;
}

/** Sizes of the encoder or the decoder. */
export interface StackConfig {
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
}

/**
 * Reads config.json as OFAConfig does: a missing key has the code's default.
 * @throws BadModelError naming the key whose value is wrong or not supported
 */
export async function readConfig(path: string): Promise<OfaConfig> {
  return parseConfig(await readJsonObject(path), path);
}

/**
 * The content of a config.json.
 * @param path for messages
 * @throws BadModelError as `readConfig`
 */
export function parseConfig(json: Readonly<Record<string, unknown>>, path: string): OfaConfig {
  for (const [key, supported] of Object.entries(supportedValues)) {
    const value = json[key];
    if (value !== undefined && value !== null && value !== supported) {
      throw new BadModelError(
        `${path}: ${key} is ${JSON.stringify(value)}; only ${JSON.stringify(supported)} is supported`,
      );
    }
  }
  const parsed = sizesSchema.safeParse(json);
  if (!parsed.success) throw new BadModelError(`${path}: ${describeIssues(parsed.error)}`);
  const sizes = parsed.data;
  for (const side of ['encoder', 'decoder'] as const) {
    const heads = sizes[`${side}_attention_heads`];
    if (sizes.d_model % heads !== 0) {
      throw new BadModelError(
        `${path}: d_model ${sizes.d_model} is not a multiple of ${heads} ${side} heads`,
      );
    }
  }
  return {
    vocabSize: sizes.vocab_size,
    width: sizes.d_model,
    encoder: {
      layers: sizes.encoder_layers,
      heads: sizes.encoder_attention_heads,
      feedForward: sizes.encoder_ffn_dim,
    },
    decoder: {
      layers: sizes.decoder_layers,
      heads: sizes.decoder_attention_heads,
      feedForward: sizes.decoder_ffn_dim,
    },
    attentionScaleFactor: sizes.attn_scale_factor,
    maxPositions: sizes.max_position_embeddings,
    tokenBuckets: sizes.token_bucket_size,
    imageBuckets: sizes.image_bucket_size,
    interpolatePosition: sizes.interpolate_position,
    originalImageSize: sizes.orig_patch_image_size,
    trunk:
      sizes.image_trunk === 'mobilenet_v2'
        ? { kind: 'mobilenet_v2' }
        : { kind: 'resnet', type: sizes.resnet_type },
  };
}

/** Pixels per patch side. */
export function trunkStride(trunk: Trunk): number {
  return trunk.kind === 'mobilenet_v2' ? 32 : 16;
}

/** Channels that the trunk gives per patch. */
export function trunkChannels(trunk: Trunk): number {
  return trunk.kind === 'mobilenet_v2' ? 1280 : 1024;
}
