import { OneAtATime } from '../engine/one-at-a-time.js';
import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { Wording } from '../errors/wording.js';
import { unknownProfile } from '../messages/about-options.js';
import {
  activeProfile,
  builtInProfile,
  modelGone,
  nameMissing,
  nameTaken,
  unknownModel,
} from '../messages/about-profiles.js';
import { resolveDecoding, type DecodingLimits } from '../model/decoding.js';
import type { ProfileRow } from '../storage/profile-records.js';
import { checkContradictions } from './contradiction.js';
import type { EffectiveProfiles } from './effective-profiles.js';
import { parametersOf, type ProfileParameters } from './parameter-rules.js';
import { checkNotOverridden } from './profile-overrides.js';
import { canonicalName, withChanges, type ProfileChanges } from './profile-parameters.js';

export interface ProfileServiceOptions {
  readonly profiles: EffectiveProfiles;
  /** The model of that name; null where there is none. @throws BadModelError when it cannot be served */
  readonly modelNamed: (name: string) => Promise<DecodingLimits | null>;
  /**
   * Has requests that name no profile served as this one says. Before the first of them, and only if they can be, `commit`
   * records that; resolves with what it does.
   */
  readonly activate: (profile: ProfileRow, commit: () => Promise<ProfileRow>) => Promise<ProfileRow>;
  /** Rejects with InvalidInputError when the model cannot run with these values: what its files must have for a precision. */
  readonly checkVariant?: (values: ProfileParameters) => Promise<void>;
}

/**
 * Sets of parameters by name, one of which is active. What is returned has what the command line and the environment
 * override; what is stored has not. Changes are made one after the other.
 */
export class ProfileService {
  readonly #changes = new OneAtATime();

  constructor(private readonly options: ProfileServiceOptions) {}

  /** All of them, the oldest first. */
  list(): Promise<ProfileRow[]> {
    return this.options.profiles.all();
  }

  byName(name: string): Promise<ProfileRow | null> {
    return this.options.profiles.byName(name);
  }

  active(): Promise<ProfileRow> {
    return this.options.profiles.active();
  }

  /**
   * Adds a profile; what is not given is as in `auto`.
   * @throws InvalidInputError for a missing or taken name, an unknown model, a parameter out of range or overridden, or
   *   parameters that contradict each other
   */
  create(changes: ProfileChanges): Promise<ProfileRow> {
    return this.#changes.run(async () => {
      if (changes.name === undefined) throw new InvalidInputError(nameMissing(), ['input', 'name']);
      const values = await this.#checked(parametersOf(await this.#existing('auto')), changes, null);
      const { profiles } = this.options;
      return profiles.effective(await profiles.stored.create({ ...values, builtIn: false }));
    });
  }

  /**
   * Changes a profile; what is not given stays. The active one is served with the changes when this resolves.
   * @throws CodedError NOT_FOUND
   * @throws InvalidInputError for a built-in profile, and as `create`
   */
  update(name: string, changes: ProfileChanges): Promise<ProfileRow> {
    return this.#changes.run(async () => {
      const profile = await this.#own(name);
      const values = await this.#checked(parametersOf(profile), changes, profile.id);
      const { profiles } = this.options;
      const update = (): Promise<ProfileRow> =>
        profiles.stored.update(profile.id, { ...values, builtIn: false });
      const changed = profile.active
        ? await this.#serve({ ...profile, ...values }, update, ['input'])
        : await update();
      return profiles.effective(changed);
    });
  }

  /**
   * Removes a profile; its captions stay.
   * @throws CodedError NOT_FOUND
   * @throws InvalidInputError for a built-in profile and the active one
   */
  delete(name: string): Promise<void> {
    return this.#changes.run(async () => {
      const profile = await this.#own(name);
      if (profile.active) throw new InvalidInputError(activeProfile(profile.name), ['name']);
      await this.options.profiles.stored.delete(profile.id);
    });
  }

  /**
   * Makes a profile the active one, once it is served; if it cannot be, the one before stays.
   * @throws CodedError NOT_FOUND, or what kept it from being served
   * @throws InvalidInputError when what is overridden contradicts it, or its model is not there any more
   */
  activate(name: string): Promise<ProfileRow> {
    return this.#changes.run(async () => {
      const profile = await this.#existing(name);
      const { profiles } = this.options;
      const activate = (): Promise<ProfileRow> => profiles.stored.activate(profile.id);
      return profiles.effective(await this.#serve(profile, activate, ['name']));
    });
  }

  /**
   * Makes a model the one that profiles go by which do not name their own: those that came with the program, and new ones. Where
   * the active profile is such a one, it is served with the model when this resolves; if it cannot be, all stays as it was.
   * @throws CodedError NOT_FOUND; BadModelError; what kept it from being served
   * @throws InvalidInputError when the model is set for every profile, or cannot run as the active one says
   */
  setDefaultModel(name: string): Promise<void> {
    return this.#changes.run(async () => {
      const { profiles, modelNamed } = this.options;
      checkNotOverridden({ model: name }, profiles.overrides, () => ['name']);
      if ((await modelNamed(name)) === null) throw new CodedError('NOT_FOUND', unknownModel(name));
      const active = await profiles.stored.active();
      const commit = (): Promise<ProfileRow> => profiles.stored.setDefaultModel(name);
      if (active.builtIn) await this.#serve({ ...active, model: name }, commit, ['name']);
      else await commit();
    });
  }

  /** @param path of the argument that names the profile or its changes */
  async #serve(
    stored: ProfileRow,
    commit: () => Promise<ProfileRow>,
    path: readonly string[],
  ): Promise<ProfileRow> {
    const { profiles, activate } = this.options;
    const effective = profiles.effective(stored);
    profiles.checkUsable(effective, path);
    await this.#checkModel(effective, path, modelGone(effective.name, effective.model));
    return activate(effective, commit);
  }

  /** @throws InvalidInputError */
  async #checked(
    before: ProfileParameters,
    changes: ProfileChanges,
    ownId: number | null,
  ): Promise<ProfileParameters> {
    checkNotOverridden(changes, this.options.profiles.overrides);
    const values = withChanges(before, changes);
    checkContradictions(values);
    const named = await this.byName(values.name);
    if (named !== null && named.id !== ownId) {
      throw new InvalidInputError(nameTaken(values.name), ['input', 'name']);
    }
    await this.#checkModel(values, ['input', 'model']);
    return values;
  }

  /** @throws InvalidInputError for an unknown model, or when it cannot run with these values */
  async #checkModel(stored: ProfileParameters, path: readonly string[], gone?: Wording): Promise<void> {
    const name = this.options.profiles.overrides.model?.value ?? stored.model;
    const values = { ...stored, model: name };
    const model = await this.options.modelNamed(name);
    if (model === null) throw new InvalidInputError(gone ?? unknownModel(name), path);
    resolveDecoding(model, values);
    await this.options.checkVariant?.(values);
  }

  /** As stored. */
  async #existing(name: string): Promise<ProfileRow> {
    const profile = await this.options.profiles.stored.byName(canonicalName(name));
    if (profile === null) throw new CodedError('NOT_FOUND', unknownProfile(name));
    return profile;
  }

  /** As stored, one that came with the program excepted. */
  async #own(name: string): Promise<ProfileRow> {
    const profile = await this.#existing(name);
    if (profile.builtIn) throw new InvalidInputError(builtInProfile(profile.name), ['name']);
    return profile;
  }
}
