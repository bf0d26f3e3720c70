import type { OfaConfig } from '../config.js';
import { attentionScaling } from './attention-weights.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { applyLinear, scale, splitHeads, type Matrix } from './matrix.js';
import type { ModelWeights } from './model-weights.js';
import { tokenBucket } from './position-buckets.js';
import { tokenPositions } from './positions.js';

/** Position biases of the decoder for every step, independent of pictures and tokens (modeling_ofa.py:1785-1974). */
export interface DecoderBiases {
  /** `[steps, layers, heads, 1, steps]`: of the query at a step, over all key positions. */
  readonly self: Value;
  /** `[steps, heads, 1, N]`: over the encoder's positions, the same for every layer. */
  readonly cross: Value;
}

/**
 * @param steps number of decoder steps
 * @param encoderPositions `[N, width]`, normalised by the encoder
 */
export async function decoderBiases(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  steps: number,
  encoderPositions: Matrix,
): Promise<DecoderBiases> {
  const { heads, layers } = config.decoder;
  const scaling = attentionScaling(config.width, heads, config.attentionScaleFactor);
  const positions = await tokenPositions(weights, 'decoder', steps);
  const project = async (name: string, source: Matrix) => {
    const { weight, bias } = await weights.linear(`decoder.${name}_linear`);
    return applyLinear(source, weight, bias);
  };
  const product = async (attention: 'self' | 'cross', keys: Matrix) =>
    headProducts(
      scale(await project(`${attention}_pos_q`, positions), scaling),
      await project(`${attention}_pos_k`, keys),
      heads,
    );
  const absolute = await product('self', positions);
  const cross = await product('cross', encoderPositions);
  const self = new Float64Array(steps * layers * heads * steps);
  for (let layer = 0; layer < layers; layer++) {
    const table = await weights.matrix(`decoder.token_rel_pos_table_list.${layer}.weight`);
    for (let step = 0; step < steps; step++) {
      for (let head = 0; head < heads; head++) {
        const target = ((step * layers + layer) * heads + head) * steps;
        for (let key = 0; key < steps; key++) {
          const row = tokenBucket(step - key, config.tokenBuckets, config.maxPositions);
          self[target + key] =
            absolute[(step * heads + head) * steps + key]! + table.data[row * heads + head]!;
        }
      }
    }
  }
  const biases = {
    self: await graph.weights('decoder_self_bias', [steps, layers, heads, 1, steps], self),
    cross: await graph.weights('decoder_cross_bias', [steps, heads, 1, encoderPositions.rows], cross),
  };
  graph.mark('decoder.self_attn_bias', biases.self);
  graph.mark('decoder.cross_attn_bias', biases.cross);
  return biases;
}

/** `query · transpose(key)` head by head: `[query rows, heads, key rows]`. */
function headProducts(query: Matrix, key: Matrix, heads: number): Float64Array {
  const headWidth = query.columns / heads;
  const queries = splitHeads(query, heads, false);
  const keys = splitHeads(key, heads, false);
  const products = new Float64Array(query.rows * heads * key.rows);
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < query.rows; row++) {
      for (let column = 0; column < key.rows; column++) {
        let sum = 0;
        for (let i = 0; i < headWidth; i++) {
          sum +=
            queries[(head * query.rows + row) * headWidth + i]! *
            keys[(head * key.rows + column) * headWidth + i]!;
        }
        products[(row * heads + head) * key.rows + column] = sum;
      }
    }
  }
  return products;
}
