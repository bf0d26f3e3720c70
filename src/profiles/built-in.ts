import type { ProfileValues } from '../storage/profile-records.js';

/** The profile that is active at first start: as the model was published, sized for a CPU. */
export function autoProfile(model: string): ProfileValues {
  return {
    name: 'auto',
    builtIn: true,
    model,
    device: 'AUTO',
    deviceIds: [],
    forceCuda: false,
    batchSize: 8,
    maxBatchDelayMs: 10,
    maxImageSize: null,
    precision: 'FP32',
    memoryLimitMiB: null,
    memoryHeadroom: 0.1,
    lowMemory: false,
    decoding: 'BEAM',
    beamSize: null,
    maxTokens: null,
    minTokens: null,
    noRepeatNgramSize: null,
    lengthPenalty: null,
    temperature: null,
    topK: 0,
    topP: 1,
    seed: null,
    deterministic: false,
    maxRetries: 3,
    retryDelayMs: 1000,
    timeoutMs: 30_000,
    queueSize: 64,
    monitoring: true,
  };
}
