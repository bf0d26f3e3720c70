import { randomInt } from 'node:crypto';
import type { Priority } from '../engine/batch-slot.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { outOfRange } from '../messages/about-options.js';
import type { Decoding } from '../model/decoding.js';
import type { ProfileRow } from '../storage/profile-records.js';
import type { CaptionRequestOptions } from './caption-request.js';

/** Longest `timeoutMs` that is accepted: an hour. */
const longestTimeoutMs = 3_600_000;
/** Seeds are 0 … 2³¹ − 1: what GraphQL's Int can say and is not negative. */
const largestSeed = 2_147_483_647;

export interface CheckedOptions {
  readonly alternativesWanted: number;
  readonly timeoutMs: number;
  readonly priority: Priority;
  readonly reuse: boolean;
  /** Given or drawn; null with beam search, which draws no random numbers. */
  readonly seed: number | null;
}

/** A request's options over its profile. @throws InvalidInputError naming the option that is out of range */
export function checkOptions(
  options: CaptionRequestOptions,
  profile: ProfileRow,
  decoding: Decoding,
  defaultPriority: Priority,
): CheckedOptions {
  const alternativesWanted = options.alternatives ?? 0;
  checkRange('alternatives', alternativesWanted, 0, decoding.beamSize - 1);
  const timeoutMs = options.timeoutMs ?? profile.timeoutMs;
  checkRange('timeoutMs', timeoutMs, 1, longestTimeoutMs);
  if (options.seed != null) checkRange('seed', options.seed, 0, largestSeed);
  return {
    seed: seedFor(options.seed ?? profile.seed, decoding),
    alternativesWanted,
    timeoutMs,
    priority: options.priority ?? defaultPriority,
    reuse: options.reuse ?? true,
  };
}

/** The seed of a caption that was asked for when its profile may have decoded otherwise than it does now. */
export function seedFor(seed: number | null, decoding: Decoding): number | null {
  return decoding.method === 'SAMPLE' ? (seed ?? randomInt(largestSeed + 1)) : null;
}

function checkRange(option: string, value: number, min: number, max: number): void {
  if (value >= min && value <= max) return;
  throw new InvalidInputError(outOfRange(option, { min, max, integer: true }, value), ['options', option]);
}
