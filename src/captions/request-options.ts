import type { Priority } from '../engine/batch-slot.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { Decoding } from '../model/decoding.js';
import type { ProfileRow } from '../storage/profile-records.js';
import type { CaptionRequestOptions } from './caption-request.js';

/** Longest `timeoutMs` that is accepted: an hour. */
const longestTimeoutMs = 3_600_000;

export interface CheckedOptions {
  readonly alternativesWanted: number;
  readonly timeoutMs: number;
  readonly priority: Priority;
  readonly reuse: boolean;
}

/** A request's options over its profile. @throws InvalidInputError naming the option that is out of range */
export function checkOptions(
  options: CaptionRequestOptions,
  profile: ProfileRow,
  decoding: Decoding,
  defaultPriority: Priority,
): CheckedOptions {
  const alternativesWanted = options.alternatives ?? 0;
  const most = decoding.beamSize - 1;
  if (alternativesWanted < 0 || alternativesWanted > most) {
    throw new InvalidInputError(`alternatives must be from 0 to ${most}, one less than the beam size.`, [
      'options',
      'alternatives',
    ]);
  }
  const timeoutMs = options.timeoutMs ?? profile.timeoutMs;
  if (timeoutMs < 1 || timeoutMs > longestTimeoutMs) {
    throw new InvalidInputError(`timeoutMs must be from 1 to ${longestTimeoutMs} milliseconds.`, [
      'options',
      'timeoutMs',
    ]);
  }
  return {
    alternativesWanted,
    timeoutMs,
    priority: options.priority ?? defaultPriority,
    reuse: options.reuse ?? true,
  };
}

export function unknownProfile(name: string): InvalidInputError {
  return new InvalidInputError(`There is no profile named "${name}".`, ['options', 'profile']);
}
