import type { Logger } from 'pino';
import { CodedError } from '../errors/coded-error.js';
import { adminsOnly, keyNotValid, keyWanted } from '../messages/about-access.js';
import type { ApiKeyRecords } from '../storage/api-key-records.js';
import { LiveKeys, type LiveKey } from './live-keys.js';
import { RateLimit } from './rate-limit.js';
import { bearerSecret, hashOfSecret } from './secret.js';
import type { Viewer } from './viewer.js';

export interface AccessOptions {
  /** Requests a minute that each key may make; 0: any number. */
  readonly requestsPerMinute: number;
  /** Told of each request that was one too many. */
  readonly onRateLimited?: () => void;
  readonly log: Logger;
}

/** How often the database is told that a key is in use, milliseconds. */
const noteUseEveryMs = 60_000;

/** Tells who asks, and whether that one may. */
export class AccessControl {
  readonly #rate: RateLimit;
  /** When a key's use was written last, milliseconds since 1970. */
  readonly #noted = new Map<number, number>();
  readonly #writing = new Set<Promise<void>>();

  private constructor(
    private readonly records: ApiKeyRecords,
    private readonly keys: LiveKeys,
    private readonly options: AccessOptions,
  ) {
    this.#rate = new RateLimit(options.requestsPerMinute);
  }

  /** Knows the keys when it resolves, and reads them again several times a second until `close`. */
  static async open(records: ApiKeyRecords, options: AccessOptions): Promise<AccessControl> {
    return new AccessControl(records, await LiveKeys.open(records, options.log), options);
  }

  /** Whether there has never been a key: then everybody may do everything. */
  get isOpen(): boolean {
    return !this.keys.open.aborted;
  }

  /**
   * Whoever sent this.
   *
   * @param authorization `Bearer KEY`, as in the header; anything else is none
   * @throws CodedError UNAUTHENTICATED without a valid key where there are keys
   */
  async viewer(authorization: unknown): Promise<Viewer> {
    const secret = bearerSecret(authorization);
    const key = secret === null ? null : await this.#find(hashOfSecret(secret));
    if (key !== null) {
      const { row, ended } = key;
      this.#noteUse(row.id);
      return { keyId: row.id, role: row.role, ended };
    }
    if (this.isOpen) return { keyId: null, role: 'ADMIN', ended: this.keys.open };
    throw new CodedError('UNAUTHENTICATED', secret === null ? keyWanted() : keyNotValid());
  }

  /** As `viewer`, for admins. @throws CodedError UNAUTHENTICATED, FORBIDDEN with the key of a client */
  async admin(authorization: unknown): Promise<Viewer> {
    const viewer = await this.viewer(authorization);
    if (viewer.role !== 'ADMIN') throw new CodedError('FORBIDDEN', adminsOnly());
    return viewer;
  }

  /**
   * Counts one request of a viewer.
   *
   * @param address of the client, to tell those without a key apart
   * @throws RateLimitedError when it is one too many
   */
  countRequest({ keyId }: Viewer, address: string): void {
    try {
      this.#rate.take(keyId === null ? `address ${address}` : `key ${keyId}`);
    } catch (error) {
      this.options.onRateLimited?.();
      throw error;
    }
  }

  /** Resolves when every key that was made or revoked before the call counts. */
  refresh(): Promise<void> {
    return this.keys.refresh();
  }

  async close(): Promise<void> {
    await this.keys.close();
    await Promise.allSettled(this.#writing);
  }

  /** One that is not known may have been made a moment ago. */
  async #find(hash: string): Promise<LiveKey | null> {
    const known = this.keys.byHash(hash);
    if (known !== null) return known;
    await this.keys.refresh();
    return this.keys.byHash(hash);
  }

  #noteUse(id: number): void {
    const now = Date.now();
    if (now - (this.#noted.get(id) ?? -Infinity) < noteUseEveryMs) return;
    this.#noted.set(id, now);
    const write = this.records
      .used(id, new Date(now))
      .catch((error: unknown) => {
        this.options.log.warn({ err: error, apiKey: id }, 'The use of a key could not be noted');
      })
      .finally(() => this.#writing.delete(write));
    this.#writing.add(write);
  }
}
