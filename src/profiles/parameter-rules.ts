import { decodingRanges } from '../model/decoding.js';
import { precisions } from '../model/precision.js';
import type { ProfileValues } from '../storage/profile-records.js';

/** What a user may set of a profile. */
export type ProfileParameters = Omit<ProfileValues, 'builtIn'>;

export type ProfileParameter = keyof ProfileParameters;

export interface NumberRule {
  readonly kind: 'NUMBER';
  /** Accepted values, ends included. */
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** Whether null is a value: as published with the model, or none at all. */
  readonly nullable: boolean;
}

/** What a parameter accepts by itself. */
export type ParameterRule =
  | NumberRule
  | { readonly kind: 'TEXT' }
  | { readonly kind: 'CHOICE'; readonly values: readonly [string, ...string[]] }
  | { readonly kind: 'SWITCH' }
  | { readonly kind: 'DEVICE_IDS' };

export const devices = ['AUTO', 'CPU', 'CUDA'] as const;
export const decodings = ['BEAM', 'SAMPLE'] as const;

/** Largest index of a GPU. */
export const largestDeviceId = 63;

const hour = 3_600_000;
const onOrOff = { kind: 'SWITCH' } as const;

/** Every parameter in the order in which people read them. Pixels, milliseconds, MiB and counts are whole. */
export const parameterRules: Readonly<Record<ProfileParameter, ParameterRule>> = {
  name: { kind: 'TEXT' },
  model: { kind: 'TEXT' },
  device: { kind: 'CHOICE', values: devices },
  deviceIds: { kind: 'DEVICE_IDS' },
  forceCuda: onOrOff,
  batchSize: whole(1, 256),
  maxBatchDelayMs: whole(0, 10_000),
  maxImageSize: orNull(whole(16, 16_384)),
  precision: { kind: 'CHOICE', values: precisions },
  memoryLimitMiB: orNull(whole(1, 16_777_216)),
  memoryHeadroom: { kind: 'NUMBER', min: 0, max: 0.5, integer: false, nullable: false },
  lowMemory: onOrOff,
  decoding: { kind: 'CHOICE', values: decodings },
  beamSize: orAsPublished('beamSize'),
  maxTokens: orAsPublished('maxTokens'),
  minTokens: orAsPublished('minTokens'),
  noRepeatNgramSize: orAsPublished('noRepeatNgramSize'),
  lengthPenalty: orAsPublished('lengthPenalty'),
  temperature: orAsPublished('temperature'),
  topK: whole(0, 100_000),
  topP: { kind: 'NUMBER', min: 0.000_001, max: 1, integer: false, nullable: false },
  seed: orNull(whole(0, 2_147_483_647)),
  deterministic: onOrOff,
  maxRetries: whole(0, 100),
  retryDelayMs: whole(0, hour),
  timeoutMs: whole(1, hour),
  queueSize: whole(0, 100_000),
  monitoring: onOrOff,
};

export const parameterNames = Object.keys(parameterRules) as readonly ProfileParameter[];

export function isWithin({ min, max, integer }: NumberRule, value: number): boolean {
  return value >= min && value <= max && (!integer || Number.isInteger(value));
}

/** The parameters of a row, without what the server keeps beside them. */
export function parametersOf(row: ProfileParameters): ProfileParameters {
  return pick(row, parameterNames);
}

function pick<Row extends object, Name extends keyof Row>(row: Row, names: readonly Name[]): Pick<Row, Name> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>;
}

function whole(min: number, max: number): NumberRule {
  return { kind: 'NUMBER', min, max, integer: true, nullable: false };
}

function orNull(rule: NumberRule): NumberRule {
  return { ...rule, nullable: true };
}

function orAsPublished(field: keyof typeof decodingRanges): NumberRule {
  return { kind: 'NUMBER', ...decodingRanges[field], nullable: true };
}
