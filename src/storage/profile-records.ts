import type { Database } from './database.js';
import type { Profile } from './generated/client.js';

export type ProfileRow = Profile;
export type ProfileValues = Omit<Profile, 'id' | 'active' | 'updatedAt'>;

/** Sets of parameters by name; exactly one is active. */
export class ProfileRecords {
  /** Asked for with every request, and changed only through here: one server owns the database. */
  #active: Promise<ProfileRow> | null = null;

  constructor(private readonly database: Database) {}

  /** Creates the built-in profile if it is missing, and makes it the active one if none is. */
  async ensureBuiltIn(values: ProfileValues): Promise<ProfileRow> {
    return this.database.$transaction(async (transaction) => {
      const found = await transaction.profile.findUnique({ where: { name: values.name } });
      if (found !== null) return found;
      const active = (await transaction.profile.count({ where: { active: true } })) === 0;
      return transaction.profile.create({ data: { ...values, active, updatedAt: new Date() } });
    });
  }

  /** All of them, the oldest first. */
  all(): Promise<ProfileRow[]> {
    return this.database.profile.findMany({ orderBy: { id: 'asc' } });
  }

  create(values: ProfileValues): Promise<ProfileRow> {
    return this.database.profile.create({ data: { ...values, active: false, updatedAt: new Date() } });
  }

  async update(id: number, values: Partial<ProfileValues>): Promise<ProfileRow> {
    const data = { ...values, updatedAt: new Date() };
    const profile = await this.database.profile.update({ where: { id }, data });
    this.#active = null;
    return profile;
  }

  /** Makes this one the only active one; whoever reads meanwhile finds one of them active, never none or two. */
  async activate(id: number): Promise<ProfileRow> {
    const [, profile] = await this.database.$transaction([
      this.database.profile.updateMany({ where: { active: true, id: { not: id } }, data: { active: false } }),
      this.database.profile.update({ where: { id }, data: { active: true } }),
    ]);
    this.#active = null;
    return profile;
  }

  byIds(ids: readonly number[]): Promise<ProfileRow[]> {
    return this.database.profile.findMany({ where: { id: { in: [...ids] } } });
  }

  byName(name: string): Promise<ProfileRow | null> {
    return this.database.profile.findUnique({ where: { name } });
  }

  active(): Promise<ProfileRow> {
    if (this.#active !== null) return this.#active;
    const active = this.database.profile.findFirstOrThrow({ where: { active: true } });
    this.#active = active;
    active.catch(() => {
      if (this.#active === active) this.#active = null;
    });
    return active;
  }
}
