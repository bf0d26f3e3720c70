import { InvalidInputError } from '../errors/invalid-input-error.js';
import { badName, notNullable } from '../messages/about-profiles.js';
import { outOfRange } from '../messages/about-options.js';
import { decodingRanges } from '../model/decoding.js';
import type { ProfileRow, ProfileValues } from '../storage/profile-records.js';

/** What a user may set of a profile. */
export type ProfileParameters = Omit<ProfileValues, 'builtIn'>;

/** Parameters as a request gives them: an absent one stays as it is, null clears one that may be null. */
export type ProfileChanges = {
  readonly [Parameter in keyof ProfileParameters]?: ProfileParameters[Parameter] | null | undefined;
};

interface Range {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  readonly nullable: boolean;
}

const hour = 3_600_000;

type NumberParameter = {
  [Parameter in keyof ProfileParameters]: number extends ProfileParameters[Parameter] ? Parameter : never;
}[keyof ProfileParameters];

/** Accepted values of each number, ends included. Pixels, milliseconds and counts are whole. */
const ranges: Readonly<Record<NumberParameter, Range>> = {
  batchSize: whole(1, 256),
  maxBatchDelayMs: whole(0, 10_000),
  maxImageSize: { ...whole(16, 16_384), nullable: true },
  beamSize: { ...decodingRanges.beamSize, nullable: true },
  maxTokens: { ...decodingRanges.maxTokens, nullable: true },
  minTokens: { ...decodingRanges.minTokens, nullable: true },
  noRepeatNgramSize: { ...decodingRanges.noRepeatNgramSize, nullable: true },
  lengthPenalty: { ...decodingRanges.lengthPenalty, nullable: true },
  temperature: { ...decodingRanges.temperature, nullable: true },
  memoryLimitMiB: { ...whole(1, 16_777_216), nullable: true },
  memoryHeadroom: { min: 0, max: 0.9, integer: false, nullable: false },
  topK: whole(0, 100_000),
  topP: { min: 0.000_001, max: 1, integer: false, nullable: false },
  seed: { ...whole(0, 2_147_483_647), nullable: true },
  maxRetries: whole(0, 100),
  retryDelayMs: whole(0, hour),
  timeoutMs: whole(1, hour),
  queueSize: whole(0, 100_000),
};

/** Letters of any script: a name is shown to people, and typed by them. */
const namePattern = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,62}[\p{L}\p{M}\p{N}])?$/u;

export function parametersOf({
  id,
  builtIn,
  active,
  updatedAt,
  ...parameters
}: ProfileRow): ProfileParameters {
  void [id, builtIn, active, updatedAt];
  return parameters;
}

/**
 * `values` with the changes made.
 *
 * @throws InvalidInputError naming the first parameter whose value is not accepted by itself
 */
export function withChanges(values: ProfileParameters, changes: ProfileChanges): ProfileParameters {
  const given = Object.entries(changes).flatMap(([parameter, value]) =>
    value === undefined ? [] : [[parameter, value] as const],
  );
  for (const [parameter, value] of given) checkParameter(parameter, value);
  const changed = { ...values, ...(Object.fromEntries(given) as Partial<ProfileParameters>) };
  return { ...changed, name: canonicalName(changed.name) };
}

/** The same name is the same bytes, however it was typed. */
export function canonicalName(name: string): string {
  return name.normalize('NFC');
}

function checkParameter(parameter: string, value: ProfileParameters[keyof ProfileParameters]): void {
  const path = ['input', parameter];
  const range = isNumber(parameter) ? ranges[parameter] : null;
  if (value === null) {
    if (range?.nullable !== true) throw new InvalidInputError(notNullable(parameter), path);
  } else if (parameter === 'name') {
    if (typeof value !== 'string' || !namePattern.test(canonicalName(value)))
      throw new InvalidInputError(badName(), path);
  } else if (range !== null && typeof value === 'number' && !isWithin(range, value)) {
    throw new InvalidInputError(outOfRange(parameter, range, value), path);
  }
}

function isNumber(parameter: string): parameter is keyof typeof ranges {
  return Object.hasOwn(ranges, parameter);
}

function isWithin({ min, max, integer }: Range, value: number): boolean {
  return value >= min && value <= max && (!integer || Number.isInteger(value));
}

function whole(min: number, max: number): Range {
  return { min, max, integer: true, nullable: false };
}
