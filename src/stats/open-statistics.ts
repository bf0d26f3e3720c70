import type { Logger } from 'pino';
import type { EffectiveProfiles } from '../profiles/effective-profiles.js';
import type { Database } from '../storage/database.js';
import type { EndingRecorder } from '../storage/ending-recorder.js';
import { StatisticsRecords } from '../storage/statistics-records.js';
import { Counting, type LoadGauges } from './counting.js';
import { Folding } from './folding.js';
import { History } from './history.js';
import { RecentSeconds } from './recent-seconds.js';
import { Refusals } from './refusals.js';
import { Statistics } from './statistics.js';
import { Tallies } from './tallies.js';
import { Tally } from './tally.js';

export interface OpenStatistics {
  /** Counts what ends. */
  readonly endings: EndingRecorder;
  readonly refusals: Refusals;
  readonly statistics: Statistics;
  /** Everything that was ever counted. */
  readonly totals: Tally;
  /** Moves what is over into longer spans; done regularly once this has begun. */
  readonly folding: Folding;
  /** Resolves when what is to be written is written. */
  readonly stop: () => Promise<void>;
}

export interface StatisticsSources {
  readonly database: Database;
  readonly profiles: Pick<EffectiveProfiles, 'active' | 'byName'>;
  readonly gauges: LoadGauges;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const recentMs = 10 * 60_000;

/** Goes on counting where the last server stopped. */
export async function openStatistics(sources: StatisticsSources): Promise<OpenStatistics> {
  const { database, profiles, gauges, log, now = Date.now } = sources;
  const records = new StatisticsRecords(database);
  const totals = await totalsOf(records);
  const recent = new RecentSeconds();
  recent.load(await records.between(new Date(now() - recentMs), new Date(now() + recentMs)));
  const counting = new Counting({ records, recent, totals, gauges });
  const refusals = new Refusals({ records, counting, profiles, now, log });
  const history = new History(records, recent, now);
  const folding = new Folding(records, now, log);
  folding.start();
  return {
    endings: counting,
    refusals,
    statistics: new Statistics({ history, profiles, gauges, now }),
    totals,
    folding,
    stop: async () => {
      await Promise.all([folding.stop(), refusals.settled()]);
    },
  };
}

async function totalsOf(records: StatisticsRecords): Promise<Tally> {
  const tallies = new Tallies();
  for await (const rows of records.all()) for (const row of rows) tallies.addRow(row);
  const totals = new Tally();
  tallies.sumInto(totals, { profileId: null, model: null });
  return totals;
}
