import type { GraphBuilder, Value } from './graph-builder.js';

/** Weights as signed bytes with a scale for every output. */
export interface QuantisedWeights {
  /** int8, of the shape of the weights. */
  readonly weight: Value;
  /** `[outputs]` float32. */
  readonly scales: Value;
  /** `[outputs]` int8, all zero. */
  readonly zeroPoints: Value;
  /** `[outputs]` int32 in units of input scale times weight scale. */
  readonly bias: Value;
}

const largest = 127;
/** Leaves room in an int32 for the products that are added to the bias. */
const largestBias = 2 ** 30;
const smallestScale = 1e-12;

/**
 * Quantises weights output by output, symmetrically, rounding to nearest.
 * @param shape outputs first
 * @param inputScale of the bytes that the weights are multiplied with
 */
export async function quantisedWeights(
  graph: GraphBuilder,
  hint: string,
  shape: readonly number[],
  weight: Float32Array | Float64Array,
  bias: ArrayLike<number> | null,
  inputScale: number,
): Promise<QuantisedWeights> {
  const [outputs = 0] = shape;
  const size = weight.length / outputs;
  const bytes = new Int8Array(weight.length);
  const scales = new Float32Array(outputs);
  const biases = new Int32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    const start = output * size;
    let end = 0;
    for (let i = start; i < start + size; i++) end = Math.max(end, Math.abs(weight[i]!));
    const shift = bias?.[output] ?? 0;
    const scale = Math.fround(
      Math.max(end / largest, Math.abs(shift) / (inputScale * largestBias), smallestScale),
    );
    for (let i = start; i < start + size; i++) {
      bytes[i] = Math.min(largest, Math.max(-largest, Math.round(weight[i]! / scale)));
    }
    scales[output] = scale;
    biases[output] = Math.round(shift / (inputScale * scale));
  }
  return {
    weight: await graph.integerWeights(`${hint}.weight`, shape, bytes),
    scales: graph.floatTensor([outputs], scales),
    zeroPoints: await graph.integerWeights(`${hint}.zero_points`, [outputs], new Int8Array(outputs)),
    bias: await graph.integerWeights(`${hint}.bias`, [outputs], biases),
  };
}
