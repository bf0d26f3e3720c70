import type { ProfileValues } from '../storage/profile-records.js';

/** The profile that is active at first start: as the model was published, sized for a CPU. */
export function autoProfile(model: string): ProfileValues {
  return {
    name: 'auto',
    builtIn: true,
    model,
    batchSize: 8,
    maxBatchDelayMs: 10,
    maxImageSize: null,
    beamSize: null,
    maxTokens: null,
    minTokens: null,
    noRepeatNgramSize: null,
    lengthPenalty: null,
    temperature: null,
    maxRetries: 3,
    retryDelayMs: 1000,
    timeoutMs: 30_000,
    queueSize: 64,
  };
}
