import {
  parameterNames,
  type ProfileParameter,
  type ProfileParameters,
} from '../profiles/parameter-rules.js';
import { isOverridable, overridden, type ProfileOverrides } from '../profiles/profile-overrides.js';
import type { PublishedModel } from './published-model.js';
import type { KnownProfile } from './stored-profiles.js';
import { textTable } from './text-table.js';

type ParameterValue = ProfileParameters[ProfileParameter];

/** A parameter as it would be served. */
export interface ShownParameter {
  readonly value: ParameterValue;
  /** Who says so. */
  readonly source: string;
}

export type ShownProfile = Readonly<Record<ProfileParameter, ShownParameter>>;

/** Every parameter of a profile with where its value comes from; what its model publishes stands in for null. */
export function shownProfile(
  profile: KnownProfile,
  overrides: ProfileOverrides,
  model: PublishedModel,
): ShownProfile {
  const own = profile.builtIn ? 'built-in' : `profile ${profile.name}`;
  const effective = overridden(profile, overrides);
  const published: Partial<ProfileParameters> = model.decoding;
  const shown = parameterNames.map((parameter) => {
    const override = isOverridable(parameter) ? overrides[parameter] : undefined;
    const value = effective[parameter];
    if (value !== null || !(parameter in model.decoding)) {
      return [parameter, { value, source: override?.source ?? own }] as const;
    }
    const source = `configuration.json of ${model.name}`;
    return [parameter, { value: published[parameter] ?? null, source }] as const;
  });
  return Object.fromEntries(shown) as ShownProfile;
}

/** A line for each parameter: name, value, source. */
export function profileTable(shown: ShownProfile): string {
  const rows = parameterNames.map((parameter) => {
    const { value, source } = shown[parameter];
    return [parameter, displayed(value), source];
  });
  return textTable([['parameter', 'value', 'from'], ...rows]);
}

/** A line for each profile; a star marks the active one. */
export function profileList(profiles: readonly KnownProfile[]): string {
  const rows = profiles.map((profile) => [
    `${profile.active ? '*' : ' '} ${profile.name}`,
    profile.builtIn ? 'built-in' : 'own',
    ...[profile.model, profile.device, profile.precision, profile.batchSize, profile.maxImageSize].map(
      displayed,
    ),
    profile.decoding,
  ]);
  return textTable([
    ['  name', 'kind', 'model', 'device', 'precision', 'batchSize', 'maxImageSize', 'decoding'],
    ...rows,
  ]);
}

function displayed(value: ParameterValue): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.length === 0 ? 'all' : value.join(',');
  return String(value);
}
