import type { Decoder, DecoderLayer } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { feedForward, layerNorm, linear } from './layers.js';
import { dataType } from './onnx/model.js';

/** How rows see the tokens before them and their picture; what is seen comes back as `[rows, width]`. */
export interface RowAttention {
  /** @param rows queries, keys and values of the layer's input, `[rows, width]` each */
  readonly tokens: (layer: number, rows: { query: Value; key: Value; value: Value }) => Value;
  /** @param queries `[rows, width]` */
  readonly picture: (layer: DecoderLayer, queries: Value) => Value;
}

export interface DecodedRows {
  /** `[rows, width]`, after the final normalisation. */
  readonly states: Value;
  /** `[rows, width]`: the input of every layer, and last the output of the last one. */
  readonly layerStates: readonly Value[];
}

/**
 * Tokens through all layers (modeling_ofa.py:551-722, 1785-1974).
 * @param tokens `[rows]`
 */
export function decoderLayers(
  graph: GraphBuilder,
  decoder: Decoder,
  tokens: Value,
  attention: RowAttention,
): DecodedRows {
  const { width } = decoder.config;
  const embedded = graph.op('Gather', [decoder.embedding, tokens], { axis: 0 });
  let states = layerNorm(graph, embedded, decoder.embeddingNorm);
  const layerStates: Value[] = [];
  for (const [index, layer] of decoder.layers.entries()) {
    layerStates.push(states);
    const normed = layerNorm(graph, states, layer.selfNorm);
    const [query, key, value] = graph.ops(
      'Split',
      [linear(graph, normed, layer.selfProjection), graph.int64s(width, width, width)],
      3,
      { axis: 1 },
    );
    const selfContext = attention.tokens(index, { query: query!, key: key!, value: value! });
    const selfOutput = linear(graph, selfContext, layer.selfOutput);
    states = graph.op('Add', [states, layerNorm(graph, selfOutput, layer.selfMidNorm)]);

    const crossQuery = linear(graph, layerNorm(graph, states, layer.crossNorm), layer.crossQuery);
    const crossOutput = linear(graph, attention.picture(layer, crossQuery), layer.crossOutput);
    states = graph.op('Add', [states, layerNorm(graph, crossOutput, layer.crossMidNorm)]);

    states = feedForward(graph, states, layer.feedForward);
  }
  layerStates.push(states);
  return { states: layerNorm(graph, states, decoder.finalNorm), layerStates };
}

/** `softmax(query · keys + bias) · values` over the last two axes. */
export function attend(graph: GraphBuilder, query: Value, keys: Value, values: Value, bias: Value): Value {
  const scores = graph.op('Add', [graph.op('MatMul', [query, keys]), bias]);
  return graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), values]);
}

/**
 * Attention of all rows of a picture to the picture's keys, which are stored once.
 * The products have the long matrix on the left and the few rows on the right, because the runtime repacks the right one
 * at every product. `Einsum` swaps the axes in between; a `Transpose` the runtime would move through the softmax. In half
 * precision, which is for GPUs, it is a `Transpose`: `Einsum` knows no bfloat16.
 * @param queries `[B, rows, heads, head width]`
 * @param addBias adds the position bias to scores `[B, heads, rows, N]`
 * @returns `[B * rows, width]`
 */
export function attendPicture(
  graph: GraphBuilder,
  queries: Value,
  { crossKeys, crossValues }: DecoderLayer,
  addBias: (scores: Value) => Value,
  width: number,
): Value {
  const swap = (value: Value) =>
    graph.numerics.activations === dataType.float
      ? graph.op('Einsum', [value], { equation: 'abcd->abdc' })
      : graph.op('Transpose', [value], { perm: [0, 1, 3, 2] });
  const columns = graph.op('Transpose', [queries], { perm: [0, 2, 3, 1] });
  const scores = addBias(swap(graph.op('MatMul', [crossKeys, columns])));
  const shares = swap(graph.op('Softmax', [scores], { axis: -1 }));
  const context = graph.op('Transpose', [graph.op('MatMul', [crossValues, shares])], { perm: [0, 3, 1, 2] });
  return graph.op('Reshape', [context, graph.int64s(-1, width)]);
}

/**
 * Logits over the whole vocabulary, divided by the temperature: `[R, width]` to `[R, vocabulary]`, float32. The table is
 * the one of the token embedding (modeling_ofa.py:1581-1588).
 */
export function logits(graph: GraphBuilder, decoder: Decoder, states: Value, temperature: number): Value {
  const attributes = { transB: 1, alpha: { float: 1 / temperature } };
  if (decoder.repacksTable || graph.numerics.activations !== dataType.float) {
    return graph.widen(graph.op('Gemm', [states, decoder.embedding], attributes));
  }
  // The runtime packs only what stands on the right. A `Transpose` it would turn the product around for.
  const columns = graph.op('Gemm', [decoder.embedding, states], attributes);
  return graph.op('Einsum', [columns], { equation: 'ab->ba' });
}
