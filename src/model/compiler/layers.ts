import { runtimeDomain, type GraphBuilder, type Value } from './graph-builder.js';
import type { Matrix } from './matrix.js';
import type { ModelWeights } from './model-weights.js';
import { observe } from './observation.js';
import { dataType } from './onnx/model.js';
import {
  isQuantisable,
  isQuantisedLinear,
  quantisedLinear,
  quantisedLinearValues,
  type QuantisedLinear,
} from './quantised-linear.js';

/** Of every layer normalisation (modeling_ofa.py:81-93). */
export const layerNormEpsilon = 1e-5;

/** A linear layer's constants in the graph. */
export type LinearValues = FloatLinear | QuantisedLinear;

interface FloatLinear {
  /** Also the name of its input's range. */
  readonly name: string;
  /** `[outputs, inputs]`. */
  readonly weight: Value;
  /** `[outputs]`, or null for none. */
  readonly bias: Value | null;
}

/** A layer normalisation's constants in the graph. */
export interface AffineValues {
  readonly weight: Value;
  readonly bias: Value;
}

/** Constants of the feed-forward half of a layer. */
export interface FeedForwardValues {
  readonly norm: AffineValues;
  readonly first: LinearValues;
  readonly innerNorm: AffineValues;
  readonly second: LinearValues;
}

export async function linearValues(
  graph: GraphBuilder,
  hint: string,
  weight: Matrix,
  bias: Float32Array | Float64Array | null,
): Promise<LinearValues> {
  if (isQuantisedLinear(graph, hint)) return quantisedLinearValues(graph, hint, weight, bias);
  return {
    name: hint,
    weight: await graph.weights(`${hint}.weight`, [weight.rows, weight.columns], weight.data),
    bias: bias === null ? null : await graph.weights(`${hint}.bias`, [bias.length], bias),
  };
}

/** Reads a linear layer as it is. */
export async function readLinear(
  graph: GraphBuilder,
  weights: ModelWeights,
  name: string,
): Promise<LinearValues> {
  const { weight, bias } = await weights.linear(name);
  return linearValues(graph, name, weight, bias);
}

export async function readAffine(
  graph: GraphBuilder,
  weights: ModelWeights,
  name: string,
): Promise<AffineValues> {
  const { weight, bias } = await weights.affine(name);
  return {
    weight: await graph.weights(`${name}.weight`, [weight.length], weight),
    bias: await graph.weights(`${name}.bias`, [bias.length], bias),
  };
}

export async function readFeedForward(
  graph: GraphBuilder,
  weights: ModelWeights,
  layer: string,
): Promise<FeedForwardValues> {
  return {
    norm: await readAffine(graph, weights, `${layer}.final_layer_norm`),
    first: await readLinear(graph, weights, `${layer}.fc1`),
    innerNorm: await readAffine(graph, weights, `${layer}.ffn_layer_norm`),
    second: await readLinear(graph, weights, `${layer}.fc2`),
  };
}

/** `[rows, inputs]` to `[rows, outputs]`. */
export function linear(graph: GraphBuilder, input: Value, values: LinearValues): Value {
  if ('scales' in values) return quantisedLinear(graph, input, values);
  const { name, weight, bias } = values;
  if (isQuantisable(name)) observe(graph, name, input);
  return graph.op('Gemm', bias === null ? [input, weight] : [input, weight, bias], { transB: 1 });
}

/** Over the last axis; mean and variance are float32 whatever the activations are. */
export function layerNorm(graph: GraphBuilder, input: Value, { weight, bias }: AffineValues): Value {
  return graph.op('LayerNormalization', [input, weight, bias], {
    axis: -1,
    epsilon: { float: layerNormEpsilon },
  });
}

/** The exact, erf form; spelled as the runtime's fusion expects it. */
export function gelu(graph: GraphBuilder, input: Value): Value {
  // One operator that calculates inside in float32; spelled out, every step would be rounded.
  if (graph.numerics.activations !== dataType.float) return graph.op('Gelu', [input], {}, runtimeDomain);
  const erf = graph.op('Erf', [graph.op('Div', [input, graph.float(Math.SQRT2)])]);
  const scaled = graph.op('Mul', [input, graph.op('Add', [erf, graph.float(1)])]);
  return graph.op('Mul', [scaled, graph.float(0.5)]);
}

/** `x + fc2(norm(gelu(fc1(norm(x)))))` (modeling_ofa.py:431-548). */
export function feedForward(graph: GraphBuilder, input: Value, values: FeedForwardValues): Value {
  const hidden = gelu(graph, linear(graph, layerNorm(graph, input, values.norm), values.first));
  const output = linear(graph, layerNorm(graph, hidden, values.innerNorm), values.second);
  return graph.op('Add', [input, output]);
}
