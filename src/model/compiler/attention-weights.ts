import { scale, type Matrix } from './matrix.js';
import type { ModelWeights } from './model-weights.js';

/**
 * The projections of one attention, with everything folded in that does not depend on the input:
 * the scaling lies in the query, `c_attn` in the columns of the output projection, the value's bias in the output's bias
 * (softmax rows sum to 1); the key's bias is dropped (it adds the same to every score of a row).
 */
export interface FoldedAttention extends FoldedEnds, KeyAndValue {}

/** What an attention does to its own states: before it and after it. */
export interface FoldedEnds {
  /** `[width, width]`. */
  readonly query: Matrix;
  readonly queryBias: Float64Array;
  /** `[width, width]`. */
  readonly output: Matrix;
  readonly outputBias: Float64Array;
}

/** What it does to the states that it attends to, `[width, width]` each. */
export interface KeyAndValue {
  readonly key: Matrix;
  readonly value: Matrix;
}

/** `(head width * attn_scale_factor) ** -0.5` (modeling_ofa.py:290, 968, 1497). */
export function attentionScaling(width: number, heads: number, scaleFactor: number): number {
  return ((width / heads) * scaleFactor) ** -0.5;
}

/** Reads and folds one `self_attn` or `cross_attn` (modeling_ofa.py:254-428). */
export async function foldAttention(
  weights: ModelWeights,
  name: string,
  heads: number,
  scaleFactor: number,
): Promise<FoldedAttention> {
  return {
    ...(await foldEnds(weights, name, heads, scaleFactor)),
    ...(await readKeyAndValue(weights, name)),
  };
}

/** Key and value of one attention alone. */
export async function readKeyAndValue(weights: ModelWeights, name: string): Promise<KeyAndValue> {
  return {
    key: await weights.matrix(`${name}.k_proj.weight`),
    value: await weights.matrix(`${name}.v_proj.weight`),
  };
}

/** Query and output of one attention alone, with the value's bias in the output's. */
export async function foldEnds(
  weights: ModelWeights,
  name: string,
  heads: number,
  scaleFactor: number,
): Promise<FoldedEnds> {
  const query = await weights.linear(`${name}.q_proj`);
  const valueBias = await weights.floats(`${name}.v_proj.bias`);
  const plainOutput = await weights.linear(`${name}.out_proj`);
  const headFactors = await weights.floats(`${name}.c_attn`);
  const width = query.weight.rows;
  const scaling = attentionScaling(width, heads, scaleFactor);
  const output = scaleHeadColumns(plainOutput.weight, headFactors);
  const outputBias = Float64Array.from(plainOutput.bias, (bias, row) => {
    let sum = bias;
    for (let i = 0; i < width; i++) sum += output.data[row * width + i]! * valueBias[i]!;
    return sum;
  });
  return {
    query: scale(query.weight, scaling),
    queryBias: Float64Array.from(query.bias, (bias) => bias * scaling),
    output,
    outputBias,
  };
}

function scaleHeadColumns(weight: Matrix, headFactors: Float32Array): Matrix {
  const headWidth = weight.columns / headFactors.length;
  const data = weight.data.map((value, index) => {
    const head = Math.floor((index % weight.columns) / headWidth);
    return value * headFactors[head]!;
  });
  return { ...weight, data };
}
