import { InvalidInputError } from '../errors/invalid-input-error.js';
import { unknownProfile } from '../messages/about-options.js';
import { modelGone } from '../messages/about-profiles.js';
import type { ProfileRecords, ProfileRow } from '../storage/profile-records.js';
import { findContradiction } from './contradiction.js';
import { canonicalName } from './profile-parameters.js';
import { checkUsable, overridden, type ProfileOverrides } from './profile-overrides.js';

/** Profiles as they are served: the stored values, with what the command line and the environment override. */
export class EffectiveProfiles {
  constructor(
    readonly stored: ProfileRecords,
    readonly overrides: ProfileOverrides = {},
    /** Whether there is a model of that name. */
    private readonly hasModel: (name: string) => Promise<boolean> = () => Promise.resolve(true),
  ) {}

  /** All of them, the oldest first. */
  async all(): Promise<ProfileRow[]> {
    return (await this.stored.all()).map((row) => this.effective(row));
  }

  async byIds(ids: readonly number[]): Promise<ProfileRow[]> {
    return (await this.stored.byIds(ids)).map((row) => this.effective(row));
  }

  async byName(name: string): Promise<ProfileRow | null> {
    const row = await this.stored.byName(canonicalName(name));
    return row === null ? null : this.effective(row);
  }

  async active(): Promise<ProfileRow> {
    return this.effective(await this.stored.active());
  }

  /**
   * The profile of a request that may name one.
   * @throws InvalidInputError for an unknown name, when what is overridden contradicts the profile, or its model is gone
   */
  async forRequest(name: string | null): Promise<ProfileRow> {
    if (name === null) return this.active();
    const path = ['options', 'profile'];
    const profile = await this.byName(name);
    if (profile === null) throw new InvalidInputError(unknownProfile(name), path);
    this.checkUsable(profile, path);
    if (!(await this.hasModel(profile.model))) {
      throw new InvalidInputError(modelGone(profile.name, profile.model), path);
    }
    return profile;
  }

  /** The profile that a caption was asked for with; the active one where that is gone or cannot be used any more. */
  async forCaption(profileId: number | null): Promise<ProfileRow> {
    const [own] = profileId === null ? [] : await this.byIds([profileId]);
    const usable = own !== undefined && findContradiction(own) === null && (await this.hasModel(own.model));
    return usable ? own : this.active();
  }

  effective(row: ProfileRow): ProfileRow {
    return overridden(row, this.overrides);
  }

  /** @throws InvalidInputError saying what contradicts itself, and where that was set */
  checkUsable(effective: ProfileRow, path: readonly string[] | null = null): void {
    checkUsable(effective, this.overrides, path);
  }
}
