import { BadModelError } from '../../errors/bad-model-error.js';
import { resnetBlocks } from '../config.js';
import type { Checkpoint } from './checkpoint.js';
import { layerCount, trunkStages } from './layer-count.js';

/** The keys of config.json that a checkpoint's tensors decide. */
export interface SizesOfTensors {
  readonly vocab_size: number;
  readonly d_model: number;
  readonly max_position_embeddings: number;
  readonly encoder_layers: number;
  readonly encoder_ffn_dim: number;
  readonly encoder_attention_heads: number;
  readonly decoder_layers: number;
  readonly decoder_ffn_dim: number;
  readonly decoder_attention_heads: number;
  readonly token_bucket_size: number;
  readonly image_bucket_size: number;
  readonly resnet_type: string;
}

/**
 * The sizes of an OFA model by the shapes of its tensors, for a checkpoint that comes without config.json, as fairseq's do.
 * @param checkpoint with the names of modeling_ofa.py
 * @throws BadModelError naming the tensor that is missing or cannot be an OFA model's
 */
export function sizesOfTensors(checkpoint: Checkpoint): SizesOfTensors {
  const names = [...checkpoint.tensors.keys()];
  const size = (name: string, dimension: number, of = (value: number) => value): number => {
    const value = of(checkpoint.tensors.get(name)?.shape[dimension] ?? 0);
    if (Number.isInteger(value) && value > 0) return value;
    throw new BadModelError(
      `${checkpoint.path}: tensor '${name}' is missing or no OFA model's; its shape should tell the model's sizes`,
    );
  };
  return {
    vocab_size: size('encoder.embed_tokens.weight', 0),
    d_model: size('encoder.embed_tokens.weight', 1),
    max_position_embeddings: size('encoder.embed_positions.weight', 0, (rows) => rows - 2),
    encoder_layers: layerCount(names, 'encoder.layers'),
    encoder_ffn_dim: size('encoder.layers.0.fc1.weight', 0),
    encoder_attention_heads: size('encoder.layers.0.self_attn.c_attn', 0),
    decoder_layers: layerCount(names, 'decoder.layers'),
    decoder_ffn_dim: size('decoder.layers.0.fc1.weight', 0),
    decoder_attention_heads: size('decoder.layers.0.self_attn.c_attn', 0),
    token_bucket_size: size('encoder.token_rel_pos_table_list.0.weight', 0, (rows) => (rows + 1) / 2),
    image_bucket_size: size('encoder.embed_image_positions.weight', 0, (rows) => Math.sqrt(rows - 1)),
    resnet_type: resnetType(names, checkpoint.path),
  };
}

function resnetType(names: readonly string[], path: string): string {
  const stages = trunkStages(names);
  // resnet34 and resnet50 are the same here, as both are built of bottlenecks; the published models say resnet50.
  const found = Object.entries(resnetBlocks).findLast(([, blocks]) => blocks.join() === stages.join());
  if (found !== undefined) return found[0];
  throw new BadModelError(`${path}: its image trunk has ${stages.join(', ')} blocks, as no known ResNet`);
}
