import type { ProfileParameter } from './parameter-rules.js';

const orAsPublished = 'null: as published with the model';

/** What each parameter means, as a phrase: for the API, the command line and whoever reads them. */
export const parameterMeanings: Readonly<Record<ProfileParameter, string>> = {
  name: 'unique name of 1 to 64 characters',
  model: 'name of the model',
  device: 'where the model runs; AUTO: on a GPU with CUDA where there is one, else on the CPU',
  deviceIds:
    'indices of the GPUs to use, one engine on each, among those that CUDA_VISIBLE_DEVICES leaves visible; empty: all of them',
  forceCuda: 'never the CPU: without a usable GPU the server does not become ready and says what is missing',
  batchSize: 'the most pictures in one run',
  maxBatchDelayMs: 'how many milliseconds a picture may wait for others to share its run; 0: it never waits',
  maxImageSize:
    'long side in pixels to which pictures are shrunk before the resize of the model; null: never shrunk',
  precision: 'the number format that the model runs in; FP16 and BF16 are for GPUs, INT8 is for the CPU',
  memoryLimitMiB:
    'memory in MiB that an engine may take; batch sizes that were measured to pass it less the headroom are never run; null: what the device has',
  memoryHeadroom: 'share of the memory that stays free, 0 to 0.5',
  lowMemory: 'run without the key/value cache, one picture at a time: less memory, slower',
  decoding: 'how a caption is found: by beam search, or drawn at random',
  beamSize: `hypotheses kept at each step; ${orAsPublished}`,
  maxTokens: `longest caption in tokens; ${orAsPublished}`,
  minTokens: `shortest caption in tokens; ${orAsPublished}`,
  noRepeatNgramSize: `no sequence of so many tokens comes twice in a caption; 0 allows it; ${orAsPublished}`,
  lengthPenalty: `exponent of the length that scores are divided by; ${orAsPublished}`,
  temperature: `what the logits are divided by; ${orAsPublished}`,
  topK: 'draw only among so many of the likeliest tokens; 0: among all; steers sampling only',
  topP: 'draw only among the likeliest tokens that together have this probability; 1: among all; steers sampling only',
  seed: 'what random numbers are drawn from: the same seed and picture give the same caption; null: another one each time; steers sampling only',
  deterministic: 'the same picture gives the same numbers in every run, at some cost in speed on a GPU',
  maxRetries: 'how often a lost run is tried again',
  retryDelayMs: 'milliseconds before it is tried again; doubles each time',
  timeoutMs:
    'how many milliseconds a caption may take: from the request on, or in a job from the beginning of each attempt',
  queueSize: 'how many captionImage calls may wait; one more is answered QUEUE_FULL',
  monitoring: 'alert rules are evaluated and devices polled; statistics are always kept',
};

/** A parameter's meaning as a sentence. */
export function describeParameter(parameter: ProfileParameter): string {
  const phrase = parameterMeanings[parameter];
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;
}
