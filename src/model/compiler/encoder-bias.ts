import type { OfaConfig } from '../config.js';
import { imageTableRows } from '../tensor-shapes.js';
import { attentionScaling } from './attention-weights.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { applyLinear, scale, splitHeads, type Matrix } from './matrix.js';
import type { ModelWeights } from './model-weights.js';
import { dataType } from './onnx/model.js';
import { imageBucket, tokenBucket } from './position-buckets.js';

/** Puts the bias of one layer, `[1, heads, N, N]`, into the graph that needs it. */
export type LayerBias = (graph: GraphBuilder) => Promise<Value>;

/** What the biases of all encoder layers share. */
export interface EncoderBiasBase {
  /** Absolute part, `[heads, N, N]` float32. */
  readonly absolute: Value;
  /** Row of the joined table for every pair, `[N, N]` int32. */
  readonly index: Value;
  readonly patches: number;
  readonly promptLength: number;
}

/**
 * The parts of the encoder's attention bias that all layers share (modeling_ofa.py:1272-1433). They are built by nodes
 * without inputs, which the runtime folds when it loads the graph: a file with the full `[heads, N, N]` of every layer would
 * be larger than the model.
 * @param positions `[patches + prompt, width]`, normalised
 */
export async function encoderBiasBase(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  positions: Matrix,
  grid: number,
): Promise<EncoderBiasBase> {
  const { heads } = config.encoder;
  const query = await weights.linear('encoder.pos_q_linear');
  const key = await weights.linear('encoder.pos_k_linear');
  const scaling = attentionScaling(config.width, heads, config.attentionScaleFactor);
  const scaledQuery = scale(applyLinear(positions, query.weight, query.bias), scaling);
  const keys = applyLinear(positions, key.weight, key.bias);
  const headWidth = config.width / heads;
  const count = positions.rows;
  const widened = async (name: string, shape: readonly number[], values: Float64Array) =>
    graph.widen(await graph.weights(name, shape, values));
  const absolute = graph.op('MatMul', [
    await widened('position_query', [heads, count, headWidth], splitHeads(scaledQuery, heads, false)),
    await widened('position_key', [heads, headWidth, count], splitHeads(keys, heads, true)),
  ]);
  const patches = grid * grid;
  const promptLength = count - patches;
  return { absolute, index: bucketIndex(graph, config, grid, promptLength), patches, promptLength };
}

/**
 * The biases of all layers. Kept, they are constants to the runtime, and all of them lie in memory at once. Otherwise each is
 * gathered anew for every picture when its layer begins, and let go when it ends.
 * @param batch `[1]`, holds B: what depends on it is not folded into a constant
 */
export async function encoderBiases(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  base: EncoderBiasBase,
  keep: boolean,
  batch: Value,
): Promise<LayerBias[]> {
  const layers = Array.from({ length: config.encoder.layers }, (_, layer) => layer);
  if (!keep) {
    const zero = graph.op('Cast', [graph.op('Sub', [batch, batch])], { to: dataType.int32 });
    const late = { ...base, index: graph.op('Add', [base.index, zero]) };
    return layers.map((layer) => (user) => encoderLayerBias(user, weights, config, late, layer));
  }
  const biases: LayerBias[] = [];
  for (const layer of layers) {
    const bias = await encoderLayerBias(graph, weights, config, base, layer);
    biases.push(() => Promise.resolve(bias));
  }
  return biases;
}

/**
 * Bias of one layer, `[1, heads, N, N]`: the absolute part, and relative parts between patches and between prompt tokens,
 * summed in float32 and rounded to the activations' type at the end;
 * between a patch and a token there is only the absolute part.
 */
async function encoderLayerBias(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  base: EncoderBiasBase,
  layer: number,
): Promise<Value> {
  const image = await weights.floats(`encoder.image_rel_pos_table_list.${layer}.weight`);
  const tokens = await weights.floats(`encoder.token_rel_pos_table_list.${layer}.weight`);
  const { heads } = config.encoder;
  const rows = imageTableRows(config.imageBuckets) + (2 * config.tokenBuckets - 1) + 1;
  const joined = new Float32Array(rows * heads);
  joined.set(image);
  joined.set(tokens, image.length);
  const table = splitHeads({ rows, columns: heads, data: Float64Array.from(joined) }, heads, true);
  const relative = graph.op(
    'Gather',
    [await graph.weights(`relative_bias_${layer}`, [heads, rows], table), base.index],
    { axis: 1 },
  );
  const { float } = dataType;
  const sum = graph.op('Add', [graph.widen(relative), base.absolute]);
  const bias = graph.convert(sum, float, graph.numerics.activations);
  graph.mark(`encoder.layer${layer}.attn_bias`, bias);
  return graph.op('Unsqueeze', [bias, graph.int64s(0)]);
}

/** Rows of the joined table `image rows | token rows | one row of zeros`, made of `patch - patch` and a small border. */
function bucketIndex(graph: GraphBuilder, config: OfaConfig, grid: number, promptLength: number): Value {
  const patches = grid * grid;
  const tokenRows = imageTableRows(config.imageBuckets);
  const zeroRow = tokenRows + 2 * config.tokenBuckets - 1;
  const side = 2 * config.imageBuckets - 1;
  const centre = imageBucket(0, 0, config.imageBuckets);
  const patchValue = Int32Array.from(
    { length: patches },
    (_, patch) => Math.floor(patch / grid) * side + (patch % grid),
  );
  const betweenPatches = graph.op('Sub', [
    graph.int32Tensor(
      [patches, 1],
      patchValue.map((value) => value + centre),
    ),
    graph.int32Tensor([1, patches], patchValue),
  ]);
  const betweenTokens = Int32Array.from({ length: promptLength * promptLength }, (_, pair) => {
    const distance = Math.floor(pair / promptLength) - (pair % promptLength);
    return tokenRows + tokenBucket(distance, config.tokenBuckets, config.maxPositions);
  });
  const zeros = (rows: number, columns: number) =>
    graph.int32Tensor([rows, columns], new Int32Array(rows * columns).fill(zeroRow));
  const patchRows = graph.op('Concat', [betweenPatches, zeros(patches, promptLength)], { axis: 1 });
  const tokenRowsIndex = graph.op(
    'Concat',
    [zeros(promptLength, patches), graph.int32Tensor([promptLength, promptLength], betweenTokens)],
    { axis: 1 },
  );
  return graph.op('Concat', [patchRows, tokenRowsIndex], { axis: 0 });
}
