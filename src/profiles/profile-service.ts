import { OneAtATime } from '../engine/one-at-a-time.js';
import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { unknownProfile } from '../messages/about-options.js';
import { builtInProfile, nameMissing, nameTaken, unknownModel } from '../messages/about-profiles.js';
import { resolveDecoding, type DecodingLimits } from '../model/decoding.js';
import type { ProfileRecords, ProfileRow } from '../storage/profile-records.js';
import {
  canonicalName,
  parametersOf,
  withChanges,
  type ProfileChanges,
  type ProfileParameters,
} from './profile-parameters.js';

export interface ProfileServiceOptions {
  readonly records: ProfileRecords;
  /** The model of that name, if this server can caption with it. */
  readonly modelNamed: (name: string) => DecodingLimits | null;
  /** Resolves when requests that name no profile will be served as this one says; rejects when they cannot be. */
  readonly activator: (profile: ProfileRow) => Promise<void>;
}

/** Sets of parameters by name, one of which is active. Changes are made one after the other. */
export class ProfileService {
  readonly #changes = new OneAtATime();

  constructor(private readonly options: ProfileServiceOptions) {}

  /** All of them, the oldest first. */
  list(): Promise<ProfileRow[]> {
    return this.options.records.all();
  }

  byName(name: string): Promise<ProfileRow | null> {
    return this.options.records.byName(canonicalName(name));
  }

  active(): Promise<ProfileRow> {
    return this.options.records.active();
  }

  /**
   * Adds a profile; what is not given is as in `auto`.
   * @throws InvalidInputError for a missing or taken name, an unknown model, or a parameter out of range
   */
  create(changes: ProfileChanges): Promise<ProfileRow> {
    return this.#changes.run(async () => {
      if (changes.name === undefined) throw new InvalidInputError(nameMissing(), ['input', 'name']);
      const values = await this.#checked(parametersOf(await this.#existing('auto')), changes, null);
      return this.options.records.create({ ...values, builtIn: false });
    });
  }

  /**
   * Changes a profile; what is not given stays. The active one is served with the changes when this resolves.
   * @throws CodedError NOT_FOUND
   * @throws InvalidInputError for a built-in profile, a taken name, an unknown model, or a parameter out of range
   */
  update(name: string, changes: ProfileChanges): Promise<ProfileRow> {
    return this.#changes.run(async () => {
      const profile = await this.#existing(name);
      if (profile.builtIn) throw new InvalidInputError(builtInProfile(profile.name), ['name']);
      const values = await this.#checked(parametersOf(profile), changes, profile.id);
      if (profile.active) await this.options.activator({ ...profile, ...values });
      return this.options.records.update(profile.id, values);
    });
  }

  /**
   * Makes a profile the active one, once it is served; if it cannot be, the one before stays.
   * @throws CodedError NOT_FOUND, or what kept it from being served
   */
  activate(name: string): Promise<ProfileRow> {
    return this.#changes.run(async () => {
      const profile = await this.#existing(name);
      await this.options.activator(profile);
      return this.options.records.activate(profile.id);
    });
  }

  /** @throws InvalidInputError */
  async #checked(
    before: ProfileParameters,
    changes: ProfileChanges,
    ownId: number | null,
  ): Promise<ProfileParameters> {
    const values = withChanges(before, changes);
    const named = await this.byName(values.name);
    if (named !== null && named.id !== ownId) {
      throw new InvalidInputError(nameTaken(values.name), ['input', 'name']);
    }
    const model = this.options.modelNamed(values.model);
    if (model === null) throw new InvalidInputError(unknownModel(values.model), ['input', 'model']);
    resolveDecoding(model, values);
    return values;
  }

  async #existing(name: string): Promise<ProfileRow> {
    const profile = await this.byName(name);
    if (profile === null) throw new CodedError('NOT_FOUND', unknownProfile(name));
    return profile;
  }
}
