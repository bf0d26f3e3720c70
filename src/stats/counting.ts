import type { EndingRecorder, Endings } from '../storage/ending-recorder.js';
import type { Prisma } from '../storage/generated/client.js';
import type { StatisticsRecords } from '../storage/statistics-records.js';
import type { RecentSeconds } from './recent-seconds.js';
import { Tallies } from './tallies.js';
import type { Tally } from './tally.js';
import { roundedDown } from './windows.js';

/** How much there is to do at this moment. */
export interface LoadGauges {
  /** Captions that wait in memory for a run; a job's pictures that still wait on disk are not among them. */
  queueDepth(): number;
  /** Captions in the runs that are going on. */
  inFlight(): number;
}

export interface CountingOptions {
  readonly records: StatisticsRecords;
  readonly recent: RecentSeconds;
  /** Everything that was ever counted. */
  readonly totals: Tally;
  readonly gauges: LoadGauges;
}

/** Adds to the counts of a second: in a transaction to those of the database, after it to those in memory. */
export class Counting implements EndingRecorder {
  constructor(private readonly options: CountingOptions) {}

  record(transaction: Prisma.TransactionClient, { at, captions, run }: Endings): Promise<() => void> {
    const tallies = new Tallies();
    for (const caption of captions) {
      tallies.of({ profileId: caption.profileId ?? 0, model: caption.modelName }).countCaption(caption);
    }
    // A run has no profile of its own; of one that was lost with nobody ending, none is known.
    if (run !== null) tallies.of({ profileId: captions[0]?.profileId ?? 0, model: run.model }).countRun(run);
    return this.count(transaction, at, tallies);
  }

  /** Writes within the transaction; what it returns is called when that is committed. */
  async count(transaction: Prisma.TransactionClient, at: Date, tallies: Tallies): Promise<() => void> {
    const { records, recent, totals, gauges } = this.options;
    tallies.sawQueue(gauges.queueDepth());
    const second = roundedDown(at.getTime(), 1000);
    const startsAt = new Date(second);
    const stored = tallies.copy();
    stored.addRowsOfSame(await records.at(transaction, 1, startsAt));
    for (const row of stored.toRows(1, startsAt)) await records.write(transaction, row);
    return () => {
      recent.add(second, tallies);
      tallies.sumInto(totals, { profileId: null, model: null });
    };
  }
}
