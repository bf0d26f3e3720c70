import { z } from 'zod';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { builtInProfile, nameMissing } from '../messages/about-profiles.js';
import type { ProfileValues } from '../storage/profile-records.js';
import { checkContradictions } from './contradiction.js';
import {
  parameterNames,
  parameterRules,
  parametersOf,
  type ParameterRule,
  type ProfileParameters,
} from './parameter-rules.js';
import { canonicalName, withChanges, type ProfileChanges } from './profile-parameters.js';

/** Profiles as a file carries them from one server to another. */
export interface ProfileFile {
  readonly profiles: readonly ProfileParameters[];
}

const fileSchema = z.strictObject({
  profiles: z
    .array(
      z.strictObject(
        Object.fromEntries(parameterNames.map((name) => [name, schemaOf(parameterRules[name]).optional()])),
      ),
    )
    .min(1),
});

/** @param profiles as stored */
export function profileFile(profiles: readonly ProfileParameters[]): ProfileFile {
  return { profiles: profiles.map(parametersOf) };
}

export interface ImportOptions {
  /** What a profile in the file has where the file is silent. */
  readonly defaults: ProfileParameters;
  readonly stored: readonly ProfileValues[];
  /** Whether profiles that are stored already get the values of the file. */
  readonly replace: boolean;
  /** Checks a profile against its model. @throws InvalidInputError */
  readonly checkModel: (values: ProfileParameters) => void;
}

/**
 * The profiles of a file, each checked as one that is created.
 * @param content what `profileFile` made, or people wrote: parsed JSON
 * @throws InvalidInputError naming the profile and what is wrong with it
 */
export function profilesOfFile(content: unknown, options: ImportOptions): ProfileValues[] {
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new InvalidInputError(`This is no file of profiles: ${issues.join('; ')}`);
  }
  const names = new Set<string>();
  return (parsed.data.profiles as ProfileChanges[]).map((changes) => {
    const values = importedProfile(changes, options);
    if (names.has(values.name)) {
      throw new InvalidInputError(`The profile "${values.name}" is in the file twice. Remove one of them.`);
    }
    names.add(values.name);
    return values;
  });
}

function importedProfile(changes: ProfileChanges, options: ImportOptions): ProfileValues {
  const { defaults, stored, replace, checkModel } = options;
  if (changes.name == null) throw new InvalidInputError(nameMissing());
  const name = canonicalName(changes.name);
  const before = stored.find((profile) => profile.name === name);
  if (before?.builtIn === true) throw new InvalidInputError(builtInProfile(name));
  if (before !== undefined && !replace) {
    throw new InvalidInputError(
      `There is a profile named "${name}" already. Give it another name in the file, or add --replace to give it the file's values.`,
    );
  }
  try {
    const values = withChanges(defaults, changes);
    checkContradictions(values);
    checkModel(values);
    return { ...values, builtIn: false };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new InvalidInputError(`The profile "${name}": ${error.message}`);
  }
}

function schemaOf(rule: ParameterRule): z.ZodType {
  switch (rule.kind) {
    case 'TEXT':
      return z.string();
    case 'NUMBER':
      return rule.nullable ? z.number().nullable() : z.number();
    case 'CHOICE':
      return z.enum(rule.values);
    case 'SWITCH':
      return z.boolean();
    case 'DEVICE_IDS':
      return z.array(z.number());
  }
}
