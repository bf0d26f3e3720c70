import { elementCount } from '../checkpoint/checkpoint.js';
import { distributionOf, type SyntheticWeights } from './distributions.js';
import { fillValues, stream } from './random-words.js';

/** What is overwritten so that the end token competes and captions end at different lengths. */
const endTokenId = 2;

/**
 * One tensor of a synthetic checkpoint, row-major.
 * @param width the model's d_model
 */
export function syntheticTensor(
  name: string,
  shape: readonly number[],
  width: number,
  weights: SyntheticWeights,
): Float32Array<ArrayBuffer> {
  const { mean, scale } = distributionOf(name, shape, width, weights);
  const values = new Float32Array(elementCount(shape));
  fillValues(values, stream(name, weights.seed), 0, mean, scale);
  if (name === 'encoder.embed_tokens.weight') values[endTokenId * width] = 0.5;
  if (name === 'decoder.layer_norm.weight') values[0] = 4;
  if (name === 'decoder.layer_norm.bias') values[0] = weights.eos;
  return values;
}
