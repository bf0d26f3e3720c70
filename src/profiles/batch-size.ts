import type { ProfileParameters } from './parameter-rules.js';

/** The most pictures in one run: saving memory means one at a time, whatever the profile says besides. */
export function largestBatch({
  batchSize,
  lowMemory,
}: Pick<ProfileParameters, 'batchSize' | 'lowMemory'>): number {
  return lowMemory ? 1 : batchSize;
}
