import type { Database } from './database.js';
import { Prisma, type ApiKey } from './generated/client.js';
import type { Role } from './generated/enums.js';

/** A key as it is stored: by the hash of its secret, never with it. */
export type ApiKeyRow = ApiKey;

export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the secret, in hexadecimal digits. */
  readonly hash: string;
  readonly createdAt: Date;
}

/** Keys are only ever added and revoked, by the server and by the command line beside it. */
export class ApiKeyRecords {
  constructor(private readonly database: Database) {}

  /** All of them, the oldest first, with those that were revoked. */
  all(): Promise<ApiKeyRow[]> {
    return this.database.apiKey.findMany({ orderBy: { id: 'asc' } });
  }

  byIds(ids: readonly number[]): Promise<ApiKeyRow[]> {
    return this.database.apiKey.findMany({ where: { id: { in: [...ids] } } });
  }

  byId(id: number): Promise<ApiKeyRow | null> {
    return this.database.apiKey.findUnique({ where: { id } });
  }

  /** The key of this name that has not been revoked. */
  inUse(name: string): Promise<ApiKeyRow | null> {
    return this.database.apiKey.findFirst({ where: { name, revokedAt: null } });
  }

  /** Null when a key that has not been revoked has this name already. */
  async add(key: NewApiKey): Promise<ApiKeyRow | null> {
    try {
      return await this.database.apiKey.create({ data: key });
    } catch (error) {
      // P2002: a unique index was in the way.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null;
      throw error;
    }
  }

  /** A key that is revoked already stays as it is. */
  async revoke(id: number, revokedAt: Date): Promise<void> {
    await this.database.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } });
  }

  async used(id: number, lastUsedAt: Date): Promise<void> {
    await this.database.apiKey.updateMany({ where: { id }, data: { lastUsedAt } });
  }
}
