import type { ParameterName } from '../parameters.js';

/** What is said of a parameter. */
export interface ParameterWords {
  readonly label: string;
  /** What it does, and what that costs. */
  readonly text: string;
  /** What an empty field means, where it means something. */
  readonly empty?: string;
}

const asPublished = 'as published with the model';

export const parametersInEnglish: Readonly<Record<ParameterName, ParameterWords>> = {
  name: {
    label: 'Name',
    text: '1 to 64 letters, digits, spaces, dots, hyphens and underscores. Requests ask for the profile by it.',
  },
  model: { label: 'Model', text: 'The model that captions pictures under this profile.' },
  device: {
    label: 'Device',
    text: 'AUTO takes the GPUs where CUDA is complete, otherwise the CPU. CUDA takes a GPU or nothing, and tells at once what is missing.',
  },
  deviceIds: {
    label: 'GPUs',
    text: 'Which of the visible GPUs, such as 0, 1: one engine on each, and each holds the whole model.',
    empty: 'all',
  },
  forceCuda: {
    label: 'Force CUDA',
    text: 'Never the CPU: without a usable GPU the server is not ready, and captions fail with DEVICE_UNAVAILABLE.',
  },
  batchSize: {
    label: 'Batch size',
    text: 'The most pictures in one run, 1 to 256. More captions a second for more memory; one picture among many waits for all of them.',
  },
  maxBatchDelayMs: {
    label: 'Batch delay (ms)',
    text: 'The longest wait of a picture for company while the engine is free. Fuller batches under load for a few milliseconds.',
  },
  maxImageSize: {
    label: 'Largest picture (px)',
    text: 'Pictures whose long side is longer are shrunk to it before the model’s own resize. It changes pixels, and so now and then a caption.',
    empty: 'never shrunk',
  },
  precision: {
    label: 'Precision',
    text: 'The number format of the model. FP16 and BF16 halve memory and are for GPUs; INT8 is faster on a CPU with larger models, and other captions come out.',
  },
  memoryLimitMiB: {
    label: 'Memory limit (MiB)',
    text: 'What each engine may take: batch sizes that were measured to pass it, less the headroom, are never run.',
    empty: 'all that the device has',
  },
  memoryHeadroom: {
    label: 'Memory headroom',
    text: 'The share of the limit, or of the device’s memory, that stays free: 0 to 0.5.',
  },
  lowMemory: {
    label: 'Low memory',
    text: 'One picture at a time, without the key/value cache: less memory, slower. The batch size does not count then.',
  },
  decoding: {
    label: 'Decoding',
    text: 'BEAM searches for the likeliest caption, the same each time. SAMPLE draws one at random: variety, but no alternatives.',
  },
  beamSize: {
    label: 'Beam size',
    text: 'Hypotheses followed at each step, 1 to 32. Time and memory grow with it.',
    empty: asPublished,
  },
  maxTokens: {
    label: 'Most tokens',
    text: 'The most tokens of a caption, 1 to 256. Longer captions may take longer.',
    empty: asPublished,
  },
  minTokens: {
    label: 'Fewest tokens',
    text: 'Steps during which a caption may not end, often with worse words.',
    empty: asPublished,
  },
  noRepeatNgramSize: {
    label: 'No repeated n-gram',
    text: 'No sequence of so many tokens comes twice; 0 allows it, and captions may go round in circles.',
    empty: asPublished,
  },
  lengthPenalty: {
    label: 'Length penalty',
    text: 'Scores are log-probabilities divided by length to this power; larger favours longer captions.',
    empty: asPublished,
  },
  temperature: {
    label: 'Temperature',
    text: 'Logits are divided by it, in beam search too. Higher: more variety and more mistakes.',
    empty: asPublished,
  },
  topK: {
    label: 'Top-k',
    text: 'With SAMPLE: draw among so many of the likeliest tokens. 0: off, as it must be with BEAM.',
  },
  topP: {
    label: 'Top-p',
    text: 'With SAMPLE: draw among the likeliest tokens that together have this probability. 1: off, as it must be with BEAM.',
  },
  seed: {
    label: 'Seed',
    text: 'With SAMPLE: the same seed and picture give the same caption. Beam search takes no notice of it.',
    empty: 'another each time',
  },
  deterministic: {
    label: 'Deterministic',
    text: 'The same picture gives the same numbers in every run, at some cost in speed on a GPU.',
  },
  maxRetries: {
    label: 'Retries',
    text: 'How often a picture is tried again that lost its run. Pictures survive crashes; hopeless ones take longer to fail.',
  },
  retryDelayMs: {
    label: 'Retry delay (ms)',
    text: 'The pause before the first retry; doubled each time.',
  },
  timeoutMs: {
    label: 'Time limit (ms)',
    text: 'How long a caption may take from the moment of asking; in a job, each attempt. Too short for the device: nothing gets through.',
  },
  queueSize: {
    label: 'Queue size',
    text: 'How many single requests may wait; one more is answered QUEUE_FULL. Jobs wait on disk and have bounds of their own.',
  },
  monitoring: {
    label: 'Monitoring',
    text: 'Alert rules are evaluated while this profile is active. Statistics are always kept.',
  },
};
