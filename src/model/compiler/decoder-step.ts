import type { LayerCache } from './decoder-cache.js';
import type { Decoder, DecoderLayer } from './decoder.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import { feedForward, layerNorm, linear } from './layers.js';
import { dataType } from './onnx/model.js';

/** What one step of the decoder starts from. */
export interface DecoderStepInput {
  /** Scalar: number of the step. */
  readonly step: Value;
  /** `[R]`: the last token of every beam. */
  readonly tokens: Value;
  /** `[R]`: the row of the cache that every beam continues, or null where beams never change places. */
  readonly parents: Value | null;
  readonly caches: readonly LayerCache[];
  readonly beamSize: number;
}

export interface DecoderStepOutput {
  /** `[R, width]`, after the final normalisation. */
  readonly states: Value;
  /** One token longer, in the order of `tokens`. */
  readonly caches: readonly LayerCache[];
  /** `[R, width]`: the input of every layer, and last the output of the last one. */
  readonly layerStates: readonly Value[];
}

/** One token through all layers (modeling_ofa.py:551-722, 1785-1974). */
export function decoderStep(
  graph: GraphBuilder,
  decoder: Decoder,
  input: DecoderStepInput,
): DecoderStepOutput {
  const { config, biases } = decoder;
  const { heads, layers } = config.decoder;
  const headWidth = config.width / heads;
  const { step, parents, beamSize } = input;
  const end = graph.op('Unsqueeze', [graph.op('Add', [step, graph.int64(1)]), graph.int64s(0)]);
  const selfBias = graph.op('Slice', [
    graph.op('Gather', [biases.self, step], { axis: 0 }),
    graph.int64s(0),
    end,
    graph.int64s(3),
  ]);
  const selfBiases =
    layers === 1
      ? [selfBias]
      : graph.ops('Split', [selfBias, graph.int64s(...Array<number>(layers).fill(1))], layers, { axis: 0 });
  const crossBias = graph.op('Gather', [biases.cross, step], { axis: 0 });
  const follow = (cache: Value) =>
    parents === null ? cache : graph.op('Gather', [cache, parents], { axis: 0 });
  const toRows = (heads: Value) => graph.op('Reshape', [heads, graph.int64s(-1, config.width)]);

  const embedded = graph.op('Gather', [decoder.embedding, input.tokens], { axis: 0 });
  let states = layerNorm(graph, embedded, decoder.embeddingNorm);
  const caches: LayerCache[] = [];
  const layerStates: Value[] = [];
  for (const [index, layer] of decoder.layers.entries()) {
    layerStates.push(states);
    const normed = layerNorm(graph, states, layer.selfNorm);
    const [query, key, value] = graph.ops(
      'Split',
      [linear(graph, normed, layer.selfProjection), graph.int64s(config.width, config.width, config.width)],
      3,
      { axis: 1 },
    );
    const cache = input.caches[index]!;
    const newKey = graph.op('Reshape', [key!, graph.int64s(-1, heads, headWidth, 1)]);
    const newValue = graph.op('Reshape', [value!, graph.int64s(-1, heads, 1, headWidth)]);
    const keys = graph.op('Concat', [follow(cache.keys), newKey], { axis: 3 });
    const values = graph.op('Concat', [follow(cache.values), newValue], { axis: 2 });
    caches.push({ keys, values });
    const selfQuery = graph.op('Reshape', [query!, graph.int64s(-1, heads, 1, headWidth)]);
    const selfContext = attend(graph, selfQuery, keys, values, selfBiases[index]!);
    const selfOutput = linear(graph, toRows(selfContext), layer.selfOutput);
    states = graph.op('Add', [states, layerNorm(graph, selfOutput, layer.selfMidNorm)]);

    const crossQuery = linear(graph, layerNorm(graph, states, layer.crossNorm), layer.crossQuery);
    const context = attendPicture(graph, crossQuery, layer, crossBias, beamSize, heads, headWidth);
    const crossOutput = linear(graph, toRows(context), layer.crossOutput);
    states = graph.op('Add', [states, layerNorm(graph, crossOutput, layer.crossMidNorm)]);

    states = feedForward(graph, states, layer.feedForward);
  }
  layerStates.push(states);
  return { states: layerNorm(graph, states, decoder.finalNorm), caches, layerStates };
}

/**
 * Logits over the whole vocabulary, divided by the temperature: `[R, width]` to `[R, vocabulary]`. The table is the one of
 * the token embedding (modeling_ofa.py:1581-1588).
 */
export function logits(graph: GraphBuilder, decoder: Decoder, states: Value, temperature: number): Value {
  const attributes = { transB: 1, alpha: { float: 1 / temperature } };
  return graph.widen(graph.op('Gemm', [states, decoder.embedding], attributes));
}

/** `softmax(query · keys + bias) · values` over the last two axes. */
function attend(graph: GraphBuilder, query: Value, keys: Value, values: Value, bias: Value): Value {
  const scores = graph.op('Add', [graph.op('MatMul', [query, keys]), bias]);
  return graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), values]);
}

/**
 * Attention of all beams of a picture to the picture's keys, which are stored once: beams are query rows.
 * The products have the long matrix on the left and the few beams on the right, because the runtime repacks the right one
 * at every product. `Einsum` swaps the axes in between; a `Transpose` the runtime would move through the softmax. In half
 * precision, for GPUs, it is a `Transpose`: `Einsum` knows no bfloat16.
 * @param queries `[R, width]`
 * @returns `[B, K, heads, head width]`
 */
function attendPicture(
  graph: GraphBuilder,
  queries: Value,
  { crossKeys, crossValues }: DecoderLayer,
  bias: Value,
  beamSize: number,
  heads: number,
  headWidth: number,
): Value {
  const swap = (value: Value) =>
    graph.numerics.activations === dataType.float
      ? graph.op('Einsum', [value], { equation: 'abcd->abdc' })
      : graph.op('Transpose', [value], { perm: [0, 1, 3, 2] });
  const byPicture = graph.op('Reshape', [queries, graph.int64s(-1, beamSize, heads, headWidth)]);
  const columns = graph.op('Transpose', [byPicture], { perm: [0, 2, 3, 1] });
  const scores = graph.op('Add', [swap(graph.op('MatMul', [crossKeys, columns])), bias]);
  const shares = swap(graph.op('Softmax', [scores], { axis: -1 }));
  return graph.op('Transpose', [graph.op('MatMul', [crossValues, shares])], { perm: [0, 3, 1, 2] });
}
