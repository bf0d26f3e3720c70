import { isDeepStrictEqual } from 'node:util';
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

  /**
   * Creates the built-in profiles, or brings them to these values, and makes the first of them active if none is. A
   * profile of the user that has one of their names gets another: `production 2`.
   */
  async writeBuiltIns(builtIns: readonly ProfileValues[]): Promise<void> {
    const stored = await this.all();
    const taken = new Set([...stored, ...builtIns].map(({ name }) => name));
    await this.database.$transaction(async (transaction) => {
      for (const values of builtIns) {
        const found = stored.find(({ name }) => name === values.name);
        if (found !== undefined && !found.builtIn) {
          const name = freeName(values.name, taken);
          await transaction.profile.update({ where: { id: found.id }, data: { name } });
        }
        if (found?.builtIn !== true) {
          await transaction.profile.create({ data: { ...values, active: false, updatedAt: new Date() } });
        } else if (!isSame(found, values)) {
          await transaction.profile.update({
            where: { id: found.id },
            data: { ...values, updatedAt: new Date() },
          });
        }
      }
      const [first] = builtIns;
      if (first !== undefined && !stored.some(({ active }) => active)) {
        await transaction.profile.update({ where: { name: first.name }, data: { active: true } });
      }
    });
    this.#active = null;
  }

  /** The model that built-in profiles go by; null before they were written. */
  async defaultModel(): Promise<string | null> {
    const profile = await this.database.profile.findFirst({
      where: { builtIn: true },
      orderBy: { id: 'asc' },
    });
    return profile?.model ?? null;
  }

  /** Has every built-in profile go by another model. Resolves with the active profile. */
  async setDefaultModel(model: string): Promise<ProfileRow> {
    const data = { model, updatedAt: new Date() };
    await this.database.profile.updateMany({ where: { builtIn: true }, data });
    this.#active = null;
    return this.active();
  }

  /** All of them, the oldest first. */
  async all(): Promise<ProfileRow[]> {
    return (await this.database.profile.findMany({ orderBy: { id: 'asc' } })).map(rowOf);
  }

  async create(values: ProfileValues): Promise<ProfileRow> {
    const data = { ...values, active: false, updatedAt: new Date() };
    return rowOf(await this.database.profile.create({ data }));
  }

  async update(id: number, values: ProfileValues): Promise<ProfileRow> {
    const data = { ...values, updatedAt: new Date() };
    const profile = await this.database.profile.update({ where: { id }, data });
    this.#active = null;
    return rowOf(profile);
  }

  /** Creates these profiles, or replaces those of the same name: all of them or, when one fails, none. */
  async put(profiles: readonly ProfileValues[]): Promise<void> {
    const updatedAt = new Date();
    await this.database.$transaction(
      profiles.map((values) =>
        this.database.profile.upsert({
          where: { name: values.name },
          create: { ...values, active: false, updatedAt },
          update: { ...values, updatedAt },
        }),
      ),
    );
    this.#active = null;
  }

  /** Its captions stay, without a profile. */
  async delete(id: number): Promise<void> {
    await this.database.profile.delete({ where: { id } });
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

function isSame(row: ProfileRow, values: ProfileValues): boolean {
  return isDeepStrictEqual({ ...row, ...values }, row);
}

/** The first of `NAME 2`, `NAME 3` … that is not taken; takes it. */
function freeName(name: string, taken: Set<string>): string {
  for (let number = 2; ; number++) {
    const free = `${name} ${number}`;
    if (taken.has(free)) continue;
    taken.add(free);
    return free;
  }
}
