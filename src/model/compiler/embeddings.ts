import { trunkChannels, type OfaConfig } from '../config.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { layerNorm, layerNormEpsilon, linear, linearValues, readAffine } from './layers.js';
import { normaliseRows, type Matrix } from './matrix.js';
import type { ModelWeights } from './model-weights.js';

/**
 * The trunk's features as the encoder's input (modeling_ofa.py:1186-1196); the image's type embedding is part of the bias.
 * @param features `[B, channels, grid, grid]`
 * @returns `[B * P, width]`, row by row
 */
export async function embedPatches(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  features: Value,
  patches: number,
): Promise<Value> {
  const channels = trunkChannels(config.trunk);
  const { convolutions, activations } = graph.numerics;
  const converted = graph.convert(features, convolutions, activations);
  const columns = graph.op('Reshape', [converted, graph.int64s(0, channels, patches)]);
  const rows = graph.op('Reshape', [
    graph.op('Transpose', [columns], { perm: [0, 2, 1] }),
    graph.int64s(-1, channels),
  ]);
  const types = await weights.matrix('encoder.type_embedding.weight');
  const projection = await weights.linear('encoder.image_proj');
  const imageType = types.data.subarray(types.columns, 2 * types.columns);
  const bias = projection.bias.map((value, i) => value + imageType[i]!);
  const projected = linear(
    graph,
    rows,
    await linearValues(graph, 'encoder.image_proj', projection.weight, bias),
  );
  graph.mark('encoder.image_proj', projected);
  const embedded = layerNorm(
    graph,
    projected,
    await readAffine(graph, weights, 'encoder.patch_layernorm_embedding'),
  );
  graph.mark('encoder.patch_layernorm_embedding', embedded);
  return embedded;
}

/** The prompt's embedding, the same for every picture: `[tokens, width]` (modeling_ofa.py:1174-1182). */
export async function embedPrompt(
  graph: GraphBuilder,
  weights: ModelWeights,
  promptIds: readonly number[],
): Promise<Matrix> {
  const table = await weights.floats('encoder.embed_tokens.weight');
  const types = await weights.matrix('encoder.type_embedding.weight');
  const { columns } = types;
  const sums = new Float64Array(promptIds.length * columns);
  promptIds.forEach((id, token) => {
    for (let i = 0; i < columns; i++) sums[token * columns + i] = table[id * columns + i]! + types.data[i]!;
  });
  const norm = await weights.affine('encoder.layernorm_embedding');
  const embedded = normaliseRows(
    { rows: promptIds.length, columns, data: sums },
    norm.weight,
    norm.bias,
    layerNormEpsilon,
  );
  if (graph.wants('encoder.layernorm_embedding')) {
    graph.mark(
      'encoder.layernorm_embedding',
      await graph.weights('prompt', [embedded.rows, columns], embedded.data),
    );
  }
  return embedded;
}
