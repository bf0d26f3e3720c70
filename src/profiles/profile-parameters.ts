import { InvalidInputError } from '../errors/invalid-input-error.js';
import { badDeviceIds, badName, notNullable } from '../messages/about-profiles.js';
import { outOfRange } from '../messages/about-options.js';
import {
  isWithin,
  largestDeviceId,
  parameterNames,
  parameterRules,
  type ProfileParameter,
  type ProfileParameters,
} from './parameter-rules.js';

/** Parameters as a request gives them: an absent one stays as it is, null clears one that may be null. */
export type ProfileChanges = {
  readonly [Parameter in ProfileParameter]?: ProfileParameters[Parameter] | null | undefined;
};

type ParameterValue = ProfileParameters[ProfileParameter];

/** Letters of any script: a name is shown to people, and typed by them. */
const namePattern = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._-]{0,62}[\p{L}\p{M}\p{N}])?$/u;

/**
 * `values` with the changes made.
 *
 * @throws InvalidInputError naming the first parameter whose value is not accepted by itself
 */
export function withChanges(values: ProfileParameters, changes: ProfileChanges): ProfileParameters {
  const given = parameterNames.flatMap((parameter) => {
    const value = changes[parameter];
    return value === undefined ? [] : [[parameter, value] as const];
  });
  for (const [parameter, value] of given) checkParameter(parameter, value);
  const changed = { ...values, ...(Object.fromEntries(given) as Partial<ProfileParameters>) };
  return {
    ...changed,
    name: canonicalName(changed.name),
    deviceIds: [...changed.deviceIds].sort((one, other) => one - other),
  };
}

/** The same name is the same bytes, however it was typed. */
export function canonicalName(name: string): string {
  return name.normalize('NFC');
}

/** Whether these are different indices of GPUs, in any order. */
export function areDeviceIds(ids: readonly number[]): boolean {
  const valid = ids.every((id) => Number.isInteger(id) && id >= 0 && id <= largestDeviceId);
  return valid && new Set(ids).size === ids.length;
}

function checkParameter(parameter: ProfileParameter, value: ParameterValue): void {
  const path = ['input', parameter];
  const rule = parameterRules[parameter];
  if (value === null) {
    if (rule.kind !== 'NUMBER' || !rule.nullable) throw new InvalidInputError(notNullable(parameter), path);
  } else if (parameter === 'name') {
    if (typeof value !== 'string' || !namePattern.test(canonicalName(value)))
      throw new InvalidInputError(badName(), path);
  } else if (rule.kind === 'NUMBER' && typeof value === 'number' && !isWithin(rule, value)) {
    throw new InvalidInputError(outOfRange(parameter, rule, value), path);
  } else if (rule.kind === 'DEVICE_IDS' && Array.isArray(value) && !areDeviceIds(value)) {
    throw new InvalidInputError(badDeviceIds(), path);
  }
}
