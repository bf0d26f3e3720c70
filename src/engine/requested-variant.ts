import { graphVariant, type GraphVariant } from '../model/compiler/graph-variant.js';
import type { ModelPackage } from '../model/package.js';
import type { GraphRequest } from './protocol.js';

/** The graph that an engine is asked for. A GPU takes a batch through the encoder at once, a CPU picture by picture. */
export function requestedVariant(
  model: ModelPackage,
  request: Pick<GraphRequest, 'decoding' | 'precision' | 'calibration' | 'lowMemory' | 'provider'>,
): GraphVariant {
  const { decoding, precision, calibration, lowMemory, provider } = request;
  const encoder = provider === 'cuda' ? 'TOGETHER' : 'ONE_BY_ONE';
  return graphVariant(model, { decoding, precision, calibration, cache: !lowMemory, encoder });
}
