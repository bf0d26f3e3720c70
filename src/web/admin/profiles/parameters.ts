/** What a parameter of profiles accepts by itself, as the server has it in profiles/parameter-rules. */
export type ParameterRule =
  | { readonly kind: 'TEXT' }
  | { readonly kind: 'CHOICE'; readonly values: readonly string[] }
  | { readonly kind: 'SWITCH' }
  | { readonly kind: 'DEVICE_IDS' }
  | NumberRule;

export interface NumberRule {
  readonly kind: 'NUMBER';
  /** Accepted values, ends included. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Whether null is a value. */
  readonly nullable: boolean;
}

const hour = 3_600_000;
const onOrOff = { kind: 'SWITCH' } as const;

/** Every parameter in the order in which people read them. */
export const parameters = {
  name: { kind: 'TEXT' },
  model: { kind: 'TEXT' },
  device: { kind: 'CHOICE', values: ['AUTO', 'CPU', 'CUDA'] },
  deviceIds: { kind: 'DEVICE_IDS' },
  forceCuda: onOrOff,
  batchSize: whole(1, 256),
  maxBatchDelayMs: whole(0, 10_000),
  maxImageSize: orNull(whole(16, 16_384)),
  precision: { kind: 'CHOICE', values: ['FP32', 'FP16', 'BF16', 'INT8'] },
  memoryLimitMiB: orNull(whole(1, 16_777_216)),
  memoryHeadroom: real(0, 0.5),
  lowMemory: onOrOff,
  decoding: { kind: 'CHOICE', values: ['BEAM', 'SAMPLE'] },
  beamSize: orNull(whole(1, 32)),
  maxTokens: orNull(whole(1, 256)),
  minTokens: orNull(whole(0, 256)),
  noRepeatNgramSize: orNull(whole(0, 32)),
  lengthPenalty: orNull(real(-10, 10)),
  temperature: orNull(real(0.01, 100)),
  topK: whole(0, 100_000),
  topP: real(0.000_001, 1),
  seed: orNull(whole(0, 2_147_483_647)),
  deterministic: onOrOff,
  maxRetries: whole(0, 100),
  retryDelayMs: whole(0, hour),
  timeoutMs: whole(1, hour),
  queueSize: whole(0, 100_000),
  monitoring: onOrOff,
} as const satisfies Readonly<Record<string, ParameterRule>>;

export type ParameterName = keyof typeof parameters;

export const parameterNames = Object.keys(parameters) as readonly ParameterName[];

/** Parameters that belong together, in the order of parameters.md. */
export const parameterGroups = {
  identity: ['name', 'model'],
  device: ['device', 'deviceIds', 'forceCuda'],
  batches: ['batchSize', 'maxBatchDelayMs', 'memoryLimitMiB', 'memoryHeadroom', 'lowMemory'],
  pictures: ['maxImageSize', 'precision'],
  decoding: [
    'decoding',
    'beamSize',
    'maxTokens',
    'minTokens',
    'noRepeatNgramSize',
    'lengthPenalty',
    'temperature',
    'topK',
    'topP',
    'seed',
    'deterministic',
  ],
  service: ['maxRetries', 'retryDelayMs', 'timeoutMs', 'queueSize', 'monitoring'],
} as const satisfies Readonly<Record<string, readonly ParameterName[]>>;

export type ParameterGroup = keyof typeof parameterGroups;

export const groupNames = Object.keys(parameterGroups) as readonly ParameterGroup[];

/** For those who do not care which parameter it is. */
export function ruleOf(name: ParameterName): ParameterRule {
  return parameters[name];
}

function whole(min: number, max: number) {
  return { kind: 'NUMBER', min, max, integer: true, nullable: false } as const;
}

function real(min: number, max: number) {
  return { kind: 'NUMBER', min, max, integer: false, nullable: false } as const;
}

function orNull<Rule extends NumberRule>(rule: Rule) {
  return { ...rule, nullable: true } as const;
}
