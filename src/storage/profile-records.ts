import type { Database } from './database.js';
import type { Profile } from './generated/client.js';

export interface ProfileRow extends Omit<Profile, 'deviceIds'> {
  /** Indices among the visible GPUs; empty: all of them. */
  readonly deviceIds: number[];
}
export type ProfileValues = Omit<ProfileRow, 'id' | 'active' | 'updatedAt'>;

/** Sets of parameters by name; exactly one is active. */
export class ProfileRecords {
  /** Asked for with every request, and changed only through here: one server owns the database. */
  #active: Promise<ProfileRow> | null = null;

  constructor(private readonly database: Database) {}

  /** Creates the built-in profile if it is missing, and makes it the active one if none is. */
  async ensureBuiltIn(values: ProfileValues): Promise<ProfileRow> {
    return this.database.$transaction(async (transaction) => {
      const found = await transaction.profile.findUnique({ where: { name: values.name } });
      if (found !== null) return rowOf(found);
      const active = (await transaction.profile.count({ where: { active: true } })) === 0;
      return rowOf(await transaction.profile.create({ data: { ...values, active, updatedAt: new Date() } }));
    });
  }

  /** All of them, the oldest first. */
  async all(): Promise<ProfileRow[]> {
    return (await this.database.profile.findMany({ orderBy: { id: 'asc' } })).map(rowOf);
  }

  async create(values: ProfileValues): Promise<ProfileRow> {
    const data = { ...values, active: false, updatedAt: new Date() };
    return rowOf(await this.database.profile.create({ data }));
  }

  async update(id: number, values: ProfileValues | Pick<ProfileValues, 'name'>): Promise<ProfileRow> {
    const data = { ...values, updatedAt: new Date() };
    const profile = await this.database.profile.update({ where: { id }, data });
    this.#active = null;
    return rowOf(profile);
  }

  /** Makes this one the only active one; whoever reads meanwhile finds one of them active, never none or two. */
  async activate(id: number): Promise<ProfileRow> {
    const [, profile] = await this.database.$transaction([
      this.database.profile.updateMany({ where: { active: true, id: { not: id } }, data: { active: false } }),
      this.database.profile.update({ where: { id }, data: { active: true } }),
    ]);
    this.#active = null;
    return rowOf(profile);
  }

  async byIds(ids: readonly number[]): Promise<ProfileRow[]> {
    return (await this.database.profile.findMany({ where: { id: { in: [...ids] } } })).map(rowOf);
  }

  async byName(name: string): Promise<ProfileRow | null> {
    const profile = await this.database.profile.findUnique({ where: { name } });
    return profile === null ? null : rowOf(profile);
  }

  active(): Promise<ProfileRow> {
    if (this.#active !== null) return this.#active;
    const active = this.database.profile.findFirstOrThrow({ where: { active: true } }).then(rowOf);
    this.#active = active;
    active.catch(() => {
      if (this.#active === active) this.#active = null;
    });
    return active;
  }
}

function rowOf(profile: Profile): ProfileRow {
  return { ...profile, deviceIds: profile.deviceIds as number[] };
}
