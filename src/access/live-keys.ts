import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import { CodedError } from '../errors/coded-error.js';
import { keyNotValid } from '../messages/about-access.js';
import type { ApiKeyRecords, ApiKeyRow } from '../storage/api-key-records.js';

/** A key that is valid, or was. */
export interface LiveKey {
  readonly row: ApiKeyRow;
  readonly ended: AbortSignal;
}

interface WatchedKey extends LiveKey {
  readonly end: AbortController;
}

/** Keys are made and revoked by other processes too, and that shall count within a second. */
const readEveryMs = 250;

/** The keys in the database, kept in memory so that no request waits for it, and read again all the time. */
export class LiveKeys {
  #byHash = new Map<string, WatchedKey>();
  readonly #open = watchable();
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;
  readonly #timer: NodeJS.Timeout;

  private constructor(
    private readonly records: ApiKeyRecords,
    log: Logger,
  ) {
    this.#timer = setInterval(() => {
      this.refresh().catch((error: unknown) => {
        log.error({ err: error }, 'The keys could not be read again; those known so far count');
      });
    }, readEveryMs);
    this.#timer.unref();
  }

  static async open(records: ApiKeyRecords, log: Logger): Promise<LiveKeys> {
    const keys = new LiveKeys(records, log);
    await keys.refresh();
    return keys;
  }

  /** Aborted as soon as there is a key, and for good: keys are revoked but never deleted. */
  get open(): AbortSignal {
    return this.#open.signal;
  }

  /** The valid key with this hash, if it is known yet. */
  byHash(hash: string): LiveKey | null {
    const key = this.#byHash.get(hash);
    return key === undefined || key.ended.aborted ? null : key;
  }

  /** Resolves when everything that was committed before the call is known. However many ask, one reads for all. */
  refresh(): Promise<void> {
    this.#next ??= this.#reading
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return (this.#reading = this.#read());
      });
    return this.#next;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await (this.#next ?? this.#reading).catch(() => undefined);
  }

  async #read(): Promise<void> {
    const rows = await this.records.all();
    const before = this.#byHash;
    this.#byHash = new Map(
      rows.map((row) => {
        const end = before.get(row.hash)?.end ?? watchable();
        return [row.hash, { row, end, ended: end.signal }];
      }),
    );
    if (rows.length > 0) endOnce(this.#open);
    for (const { row, end } of this.#byHash.values()) if (row.revokedAt !== null) endOnce(end);
  }
}

/** One listener for each of a key's streams, and the number of those is bounded. */
function watchable(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function endOnce(controller: AbortController): void {
  if (!controller.signal.aborted) controller.abort(new CodedError('UNAUTHENTICATED', keyNotValid()));
}
