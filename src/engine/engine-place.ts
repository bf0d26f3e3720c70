import type { GraphRequest } from './protocol.js';

/** Where an engine process is started, and what it may do there. */
export interface EnginePlace {
  readonly graph: GraphRequest;
  /** Besides the environment of the server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Batch sizes that have been seen to fit, rising; batches up to the largest may be run. */
  readonly batchSizes: readonly number[];
}

/** The size at which a batch is run: a GPU tunes its kernels for every size anew, so it only meets sizes it knows. */
export function paddedSize({ graph, batchSizes }: EnginePlace, pictures: number): number {
  if (graph.provider === 'cpu') return pictures;
  return batchSizes.find((size) => size >= pictures) ?? pictures;
}
