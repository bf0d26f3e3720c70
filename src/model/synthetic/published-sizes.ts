import type { ResnetType } from '../config.js';

/** What tells one published size of OFA from another; everything else they have in common. */
export interface PublishedSize {
  /** d_model. */
  readonly width: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly resnet: ResnetType;
  /** Weights that inference needs and unused decoder weights; tied ones counted once, buffers not. */
  readonly parameters: number;
  /** Names in a checkpoint as `torch.save` writes it: weights, tied copies and buffers. */
  readonly keys: number;
}

/**
 * The sizes in which OFA was published (README.md of github.com/OFA-Sys/OFA; models/ofa/ofa.py). The distilled caption model
 * is a `tiny`.
 */
export const publishedSizes = {
  tiny: {
    width: 256,
    feedForward: 1024,
    heads: 4,
    encoderLayers: 4,
    decoderLayers: 4,
    resnet: 'resnet50',
    parameters: 33_488_336,
    keys: 541,
  },
  medium: {
    width: 512,
    feedForward: 2048,
    heads: 8,
    encoderLayers: 4,
    decoderLayers: 4,
    resnet: 'resnet101',
    parameters: 92_892_000,
    keys: 847,
  },
  base: {
    width: 768,
    feedForward: 3072,
    heads: 12,
    encoderLayers: 6,
    decoderLayers: 6,
    resnet: 'resnet101',
    parameters: 182_238_536,
    keys: 965,
  },
  large: {
    width: 1024,
    feedForward: 4096,
    heads: 16,
    encoderLayers: 12,
    decoderLayers: 12,
    resnet: 'resnet152',
    parameters: 472_977_152,
    keys: 1625,
  },
  huge: {
    width: 1280,
    feedForward: 5120,
    heads: 16,
    encoderLayers: 24,
    decoderLayers: 12,
    resnet: 'resnet152',
    parameters: 929_486_848,
    keys: 1901,
  },
} as const satisfies Record<string, PublishedSize>;

export type PublishedSizeName = keyof typeof publishedSizes;

/** Pieces of the vocabulary, `<code_i>` and `<bin_i>` included. */
export const publishedVocabularySize = 59457;

/** config.json of a published size. */
export function publishedConfig(name: PublishedSizeName): object {
  const { width, feedForward, heads, encoderLayers, decoderLayers, resnet } = publishedSizes[name];
  return {
    model_type: 'ofa',
    vocab_size: publishedVocabularySize,
    d_model: width,
    encoder_layers: encoderLayers,
    decoder_layers: decoderLayers,
    encoder_ffn_dim: feedForward,
    decoder_ffn_dim: feedForward,
    encoder_attention_heads: heads,
    decoder_attention_heads: heads,
    resnet_type: resnet,
  };
}
