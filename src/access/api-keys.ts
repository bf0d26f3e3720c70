import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { badKeyName, keyNameTaken, unknownKey } from '../messages/about-access.js';
import type { ApiKeyRecords, ApiKeyRow } from '../storage/api-key-records.js';
import type { Role } from './role.js';
import { hashOfSecret, newSecret } from './secret.js';

export interface CreatedApiKey {
  readonly apiKey: ApiKeyRow;
  /** What the client sends; nothing can tell it again. */
  readonly secret: string;
}

/** Begins with a letter, so that no name is taken for a number; ends with no blank. */
const keyName = /^\p{L}(?:[\p{L}\p{M}\p{N} ._@-]{0,62}[\p{L}\p{M}\p{N}._@-])?$/u;

/** Makes and revokes keys. */
export class ApiKeys {
  /** @param onChange told after each change; what it promises is waited for */
  constructor(
    private readonly records: ApiKeyRecords,
    private readonly onChange: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** All of them, the oldest first, with those that were revoked. */
  list(): Promise<ApiKeyRow[]> {
    return this.records.all();
  }

  byIds(ids: readonly number[]): Promise<ApiKeyRow[]> {
    return this.records.byIds(ids);
  }

  /** The key of this name that has not been revoked. */
  named(name: string): Promise<ApiKeyRow | null> {
    return this.records.inUse(name);
  }

  /**
   * Makes a key that is valid at once.
   * @throws InvalidInputError for a name that is none, or that a valid key has already
   */
  async create(name: string, role: Role): Promise<CreatedApiKey> {
    if (!keyName.test(name)) throw new InvalidInputError(badKeyName(), ['name']);
    const secret = newSecret();
    const apiKey = await this.records.add({ name, role, hash: hashOfSecret(secret), createdAt: new Date() });
    if (apiKey === null) throw new InvalidInputError(keyNameTaken(name), ['name']);
    await this.onChange();
    return { apiKey, secret };
  }

  /** Makes a key invalid at once; one that is so already stays as it is. @throws CodedError NOT_FOUND */
  async revoke(id: number): Promise<ApiKeyRow> {
    await this.records.revoke(id, new Date());
    const apiKey = await this.records.byId(id);
    if (apiKey === null) throw new CodedError('NOT_FOUND', unknownKey());
    await this.onChange();
    return apiKey;
  }
}
