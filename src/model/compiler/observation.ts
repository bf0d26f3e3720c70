import type { GraphBuilder, Value } from './graph-builder.js';

/** Values of one tensor and picture that are handed out. */
export const sampleSize = 8192;

/** Asked for among the probes, it makes a graph hand out what the calibration needs. */
export const observed = 'calibration';

/** Consecutive multiples of it, modulo any size, are spread evenly (2 ** 32 divided by the golden ratio, a prime). */
const spreadingPrime = 2654435761;

const prefix = `${observed}:`;

/**
 * Hands a tensor's extremes and a sample out for the calibration, `[2 + sampleSize]`: minimum, maximum, then values of places
 * spread evenly over the tensor. The tensors themselves would be hundreds of megabytes a picture.
 */
export function observe(graph: GraphBuilder, name: string, values: Value): void {
  if (!graph.wants(observed)) return;
  const flat = graph.op('Reshape', [values, graph.int64s(-1)]);
  const multiples = Array.from({ length: sampleSize }, (_, index) => index * spreadingPrime);
  const places = graph.op('Mod', [graph.int64s(...multiples), graph.op('Shape', [flat])]);
  const parts = [
    graph.op('ReduceMin', [flat], { keepdims: 1 }),
    graph.op('ReduceMax', [flat], { keepdims: 1 }),
    graph.op('Gather', [flat, places], { axis: 0 }),
  ];
  graph.collect(`${prefix}${name}`, graph.op('Concat', parts, { axis: 0 }));
}

/** The tensor's name of an observed output; null for another output. */
export function observedTensor(output: string): string | null {
  return output.startsWith(prefix) ? output.slice(prefix.length) : null;
}
