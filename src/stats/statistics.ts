import { InvalidInputError } from '../errors/invalid-input-error.js';
import { outOfRange } from '../messages/about-options.js';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { LoadGauges } from './counting.js';
import type { History } from './history.js';
import { pointOf, statsOf, type Stats, type StatsPoint } from './stats.js';
import { StatsFeed } from './stats-feed.js';
import type { TallyFilter } from './tallies.js';
import { Tally } from './tally.js';
import {
  pointDistance,
  pointStarts,
  roundedDown,
  windowSeconds,
  windowStart,
  type StatsWindow,
} from './windows.js';

/** Names; null: all. */
export interface StatsFilter {
  readonly profile: string | null;
  readonly model: string | null;
}

/** How often statistics may be sent, milliseconds. */
export const intervalRange = { min: 250, max: 60_000, integer: true } as const;

/** So long ago each second can be told apart. */
const secondsInMemory = 300;

/** How the service did of late. */
export interface RecentEndings {
  readonly requests: number;
  readonly failed: number;
  /** Milliseconds; null where nothing succeeded. */
  readonly p95Ms: number | null;
}

const everything: TallyFilter = { profileId: null, model: null };

export interface StatisticsOptions {
  readonly history: Pick<History, 'since'>;
  readonly profiles: Pick<EffectiveProfiles, 'byName'>;
  readonly gauges: LoadGauges;
  readonly now: () => number;
}

/** How the service does: now, and over time. */
export class Statistics {
  readonly #feeds = new Map<string, StatsFeed>();

  constructor(private readonly options: StatisticsOptions) {}

  /** Of one profile, where one is named; what nobody has under this name has no numbers. Queue and runs going on are of all. */
  async stats(window: StatsWindow, { profile, model }: StatsFilter): Promise<Stats> {
    const { history, profiles, gauges, now } = this.options;
    const found = profile === null ? null : await profiles.byName(profile);
    const tally = new Tally();
    if (profile === null || found !== null) {
      const filter = { profileId: found?.id ?? null, model };
      for (const [, tallies] of await history.since(windowStart(window, now()), Infinity))
        tallies.sumInto(tally, filter);
    }
    return statsOf(tally, gauges, windowSeconds(window));
  }

  /** What ended within the last `seconds`; where these are more than five minutes, whole minutes are counted. */
  async lately(seconds: number): Promise<RecentEndings> {
    const { history, now } = this.options;
    const step = seconds <= secondsInMemory ? 1000 : 60_000;
    const tally = new Tally();
    const from = roundedDown(now() - 1000 * seconds + step, step);
    for (const [, tallies] of await history.since(from, Infinity)) tallies.sumInto(tally, everything);
    const { requests, failed, times } = tally;
    return { requests, failed, p95Ms: times.total.count === 0 ? null : times.total.percentile(0.95) };
  }

  /** Points from the oldest to the one that holds now. */
  async series(window: StatsWindow): Promise<StatsPoint[]> {
    const distance = pointDistance(window);
    const starts = pointStarts(window, this.options.now());
    const tallies = new Map(starts.map((start) => [start, new Tally()]));
    for (const [at, part] of await this.options.history.since(starts[0] ?? 0, distance)) {
      const tally = tallies.get(roundedDown(at, distance));
      if (tally !== undefined) part.sumInto(tally, everything);
    }
    return [...tallies].map(([start, tally]) => pointOf(start, tally));
  }

  /**
   * The statistics now and then every `intervalMs`, until `signal` aborts; computed once for all who watch the same.
   * @throws InvalidInputError for an interval out of range
   */
  async *watch(window: StatsWindow, intervalMs: number, signal: AbortSignal): AsyncGenerator<Stats> {
    if (intervalMs < intervalRange.min || intervalMs > intervalRange.max) {
      throw new InvalidInputError(outOfRange('intervalMs', intervalRange, intervalMs), ['intervalMs']);
    }
    const name = `${window} ${intervalMs}`;
    const feed =
      this.#feeds.get(name) ??
      new StatsFeed(() => this.stats(window, { profile: null, model: null }), intervalMs);
    this.#feeds.set(name, feed);
    try {
      yield* feed.watch(signal);
    } finally {
      if (feed.size === 0 && this.#feeds.get(name) === feed) this.#feeds.delete(name);
    }
  }
}
