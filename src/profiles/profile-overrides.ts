import { InvalidInputError } from '../errors/invalid-input-error.js';
import { notUsable, overriddenParameter } from '../messages/about-profiles.js';
import { findContradiction } from './contradiction.js';
import { parameterNames, type ProfileParameter, type ProfileParameters } from './parameter-rules.js';
import type { ProfileChanges } from './profile-parameters.js';

/** What the command line and the environment may set for every profile at once. */
export type OverridableParameter = Exclude<ProfileParameter, 'name'>;

export interface Override<Value> {
  readonly value: Value;
  /** Where it was set, as its owner wrote it: `--batch-size`, `OFA_CAPTION_BATCH_SIZE`, `FORCE_CUDA`. */
  readonly source: string;
}

export type ProfileOverrides = {
  readonly [Parameter in OverridableParameter]?: Override<ProfileParameters[Parameter]>;
};

export const overridableParameters = parameterNames.filter(isOverridable);

export function isOverridable(parameter: ProfileParameter): parameter is OverridableParameter {
  return parameter !== 'name';
}

/** A profile as it is served: what is overridden has the value that overrides it. */
export function overridden<Row extends ProfileParameters>(row: Row, overrides: ProfileOverrides): Row {
  const values = overridableParameters.flatMap((parameter) => {
    const override = overrides[parameter];
    return override === undefined ? [] : [[parameter, override.value] as const];
  });
  return { ...row, ...(Object.fromEntries(values) as Partial<ProfileParameters>) };
}

/**
 * A change of what is overridden would change nothing.
 * @param path of the argument that holds the changes
 * @throws InvalidInputError naming parameter and source
 */
export function checkNotOverridden(
  changes: ProfileChanges,
  overrides: ProfileOverrides,
  path: (parameter: ProfileParameter) => readonly string[] = (parameter) => ['input', parameter],
): void {
  for (const parameter of overridableParameters) {
    const override = overrides[parameter];
    if (override === undefined || changes[parameter] === undefined) continue;
    throw new InvalidInputError(overriddenParameter(parameter, override.source), path(parameter));
  }
}

/** Where those of the parameters were set that are overridden. */
export function overriddenSources(
  overrides: ProfileOverrides,
  parameters: readonly ProfileParameter[],
): string[] {
  return parameters.flatMap((parameter) => {
    const override = isOverridable(parameter) ? overrides[parameter] : undefined;
    return override === undefined ? [] : [override.source];
  });
}

/**
 * Checks a profile with what is overridden.
 * @throws InvalidInputError saying what contradicts itself, and where that was set
 */
export function checkUsable(
  effective: ProfileParameters,
  overrides: ProfileOverrides,
  path: readonly string[] | null = null,
): void {
  const found = findContradiction(effective);
  if (found === null) return;
  const sources = overriddenSources(overrides, found.among);
  throw new InvalidInputError(notUsable(effective.name, found.wording, sources), path);
}
