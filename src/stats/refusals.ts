import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ErrorCode } from '../errors/error-code.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { StatisticsRecords } from '../storage/statistics-records.js';
import type { Counting } from './counting.js';
import { Tallies } from './tallies.js';

/** With what a request can be turned away before there is a caption of it. */
const refusalCodes: ReadonlySet<ErrorCode> = new Set(['QUEUE_FULL', 'INVALID_INPUT', 'RATE_LIMITED']);

/** From one write to the next: a flood of requests must not become one of transactions, milliseconds. */
const gatherMs = 50;

interface Refusal {
  readonly code: ErrorCode;
  readonly profile: string | null;
}

export interface RefusalsOptions {
  readonly records: StatisticsRecords;
  readonly counting: Counting;
  readonly profiles: Pick<EffectiveProfiles, 'active' | 'byName'>;
  readonly now: () => number;
  readonly log: Logger;
}

/** Counts requests that were turned away before a caption existed. */
export class Refusals {
  #pending: Refusal[] = [];
  /** The write that will take what is pending; null when none is planned. */
  #planned: Promise<void> | null = null;
  #last: Promise<void> = Promise.resolve();
  #lastWrite = -Infinity;

  constructor(private readonly options: RefusalsOptions) {}

  /**
   * Counts a refusal if its code is one of these; others are no refusals.
   *
   * @param profile what the request named; null: the active one
   * @returns resolves when it is written: whoever tells the client afterwards tells of nothing that a crash takes back. Never
   *   throws.
   */
  count(code: ErrorCode, profile: string | null): Promise<void> {
    if (!refusalCodes.has(code)) return Promise.resolve();
    this.#pending.push({ code, profile });
    this.#planned ??= this.#writeAfter(this.#last);
    this.#last = this.#planned;
    return this.#planned;
  }

  /** Resolves when everything that was counted is written. */
  settled(): Promise<void> {
    return this.#last;
  }

  async #writeAfter(last: Promise<void>): Promise<void> {
    await last;
    const pause = this.#lastWrite + gatherMs - performance.now();
    if (pause > 0) await sleep(pause);
    // Whoever comes from here on belongs to the next write.
    this.#planned = null;
    this.#lastWrite = performance.now();
    const refusals = this.#pending;
    this.#pending = [];
    try {
      await this.#writeNow(refusals);
    } catch (error) {
      this.options.log.error({ err: error, refusals: refusals.length }, 'Refusals could not be counted');
    }
  }

  async #writeNow(refusals: readonly Refusal[]): Promise<void> {
    const { records, counting, profiles, now } = this.options;
    const tallies = new Tallies();
    const active = await profiles.active();
    for (const { code, profile: name } of refusals) {
      const profile = name === null ? active : await profiles.byName(name);
      // Where the profile itself is unknown, the refusal is nobody's.
      tallies.of({ profileId: profile?.id ?? 0, model: profile?.model ?? active.model }).countRefusal(code);
    }
    const at = new Date(now());
    const committed = await records.transaction((transaction) => counting.count(transaction, at, tallies));
    committed();
  }
}
