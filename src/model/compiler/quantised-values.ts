import { BadModelError } from '../../errors/bad-model-error.js';
import { byteScale, type Range } from '../calibration/range.js';
import type { GraphBuilder, Value } from './graph-builder.js';
import type { Quantisation } from './numerics.js';

/** Floats as bytes in a range; what lies outside is clipped. */
export function quantise(graph: GraphBuilder, floats: Value, range: Range): Value {
  const { scale, zeroPoint } = byteScale(range);
  return graph.op('QuantizeLinear', [floats, graph.float(scale), graph.uint8(zeroPoint)]);
}

export function dequantise(graph: GraphBuilder, bytes: Value, range: Range): Value {
  const { scale, zeroPoint } = byteScale(range);
  return graph.op('DequantizeLinear', [bytes, graph.float(scale), graph.uint8(zeroPoint)]);
}

/** @throws BadModelError when the calibration does not know the tensor */
export function rangeOf({ ranges }: Quantisation, name: string): Range {
  const range = ranges.get(name);
  if (range !== undefined) return range;
  throw new BadModelError(`The calibration has no range of ${name}. Calibrate the model again.`);
}
