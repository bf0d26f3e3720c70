import type { OfaConfig } from '../config.js';
import { foldAttention } from './attention-weights.js';
import { runtimeDomain, type GraphBuilder, type Value } from './graph-builder.js';
import { feedForward, layerNorm, linear, linearValues, readAffine, readFeedForward } from './layers.js';
import { dataType } from './onnx/model.js';
import type { ModelWeights } from './model-weights.js';

/** `finfo(float16).max - 1000`. */
const float16Bound = 64504;

/**
 * One pre-norm layer (modeling_ofa.py:431-548).
 * @param states `[B * N, width]`
 * @param bias `[1, heads, N, N]`
 * @param length N
 */
export async function encoderLayer(
  graph: GraphBuilder,
  weights: ModelWeights,
  config: OfaConfig,
  states: Value,
  bias: Value,
  layer: number,
  length: number,
): Promise<Value> {
  const name = `encoder.layers.${layer}`;
  const { heads } = config.encoder;
  const attention = await foldAttention(weights, `${name}.self_attn`, heads, config.attentionScaleFactor);
  const normed = layerNorm(graph, states, await readAffine(graph, weights, `${name}.self_attn_layer_norm`));
  const project = async (part: 'query' | 'key' | 'value', partBias: Float64Array | null) => {
    const values = await linearValues(graph, `${name}.${part}`, attention[part], partBias);
    return graph.op('Reshape', [linear(graph, normed, values), graph.int64s(-1, length, config.width)]);
  };
  const context = graph.op(
    'MultiHeadAttention',
    [
      await project('query', attention.queryBias),
      await project('key', null),
      await project('value', null),
      '',
      '',
      bias,
    ],
    { num_heads: heads, scale: { float: 1 } },
    runtimeDomain,
  );
  const output = linear(
    graph,
    graph.op('Reshape', [context, graph.int64s(-1, config.width)]),
    await linearValues(graph, `${name}.output`, attention.output, attention.outputBias),
  );
  const mixed = layerNorm(
    graph,
    output,
    await readAffine(graph, weights, `${name}.self_attn_mid_layer_norm`),
  );
  const attended = graph.op('Add', [states, mixed]);
  return bounded(graph, feedForward(graph, attended, await readFeedForward(graph, weights, name)));
}

/** Keeps float16 from overflowing as the reference does, below its largest value (modeling_ofa.py:536-541). */
function bounded(graph: GraphBuilder, states: Value): Value {
  if (graph.numerics.activations !== dataType.float16) return states;
  return graph.op('Clip', [states, graph.scalar(-float16Bound), graph.scalar(float16Bound)]);
}
