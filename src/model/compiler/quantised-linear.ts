import { byteScale, type Range } from '../calibration/range.js';
import { runtimeDomain, type GraphBuilder, type Value } from './graph-builder.js';
import type { Matrix } from './matrix.js';
import { quantise, rangeOf } from './quantised-values.js';
import { quantisedWeights, type QuantisedWeights } from './quantised-weights.js';

/** A linear layer's constants in bytes. */
export interface QuantisedLinear extends QuantisedWeights {
  /** Of its input. */
  readonly range: Range;
}

/**
 * Layers that every picture goes through once. A decoder step multiplies few rows and waits for memory, most of all for the
 * table of the logits: there bytes gained a twentieth of the time and cost four times the error of the encoder's.
 */
export function isQuantisable(layer: string): boolean {
  return layer.startsWith('encoder.') || layer === 'cross_memory';
}

export function isQuantisedLinear(graph: GraphBuilder, layer: string): boolean {
  return graph.numerics.quantisation !== null && isQuantisable(layer);
}

/** @throws BadModelError when the calibration does not know the layer */
export async function quantisedLinearValues(
  graph: GraphBuilder,
  name: string,
  weight: Matrix,
  bias: ArrayLike<number> | null,
): Promise<QuantisedLinear> {
  const { quantisation } = graph.numerics;
  if (quantisation === null) throw new Error('nothing is quantised here');
  const range = rangeOf(quantisation, name);
  const shape = [weight.rows, weight.columns];
  const values = await quantisedWeights(graph, name, shape, weight.data, bias, byteScale(range).scale);
  return { ...values, range };
}

/** `[rows, inputs]` floats to `[rows, outputs]` floats by a product of bytes. */
export function quantisedLinear(graph: GraphBuilder, input: Value, layer: QuantisedLinear): Value {
  const { scale, zeroPoint } = byteScale(layer.range);
  const inputs = [
    quantise(graph, input, layer.range),
    graph.float(scale),
    graph.uint8(zeroPoint),
    layer.weight,
    layer.scales,
    layer.zeroPoints,
    layer.bias,
  ];
  return graph.op('QGemm', inputs, { transB: 1 }, runtimeDomain);
}
