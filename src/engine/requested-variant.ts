import { graphVariant, type GraphVariant } from '../model/compiler/graph-variant.js';
import type { ModelPackage } from '../model/package.js';
import type { GraphRequest } from './protocol.js';

/** The graph that an engine is asked for. A GPU takes a batch through the encoder at once, a CPU picture by picture. */
export function requestedVariant(
  model: ModelPackage,
  request: Pick<GraphRequest, 'decoding' | 'precision' | 'lowMemory' | 'provider'>,
): GraphVariant {
  const { decoding, precision, lowMemory, provider } = request;
  const encoder = provider === 'cuda' ? 'TOGETHER' : 'ONE_BY_ONE';
  return { ...graphVariant(model, { precision, cache: !lowMemory, encoder }), decoding };
}
