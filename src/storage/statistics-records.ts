import type { Database } from './database.js';
import type { Prisma, StatisticsSpan } from './generated/client.js';

export type StatisticsSpanRow = StatisticsSpan;

/** Length of a span in seconds; 0: everything before those that are kept. */
export type SpanLength = 0 | 1 | 60;

type Transaction = Prisma.TransactionClient;

const longTransaction = { timeout: 60_000, maxWait: 60_000 };

/** What was counted, by spans of time. What the counts are is nobody's business here. */
export class StatisticsRecords {
  constructor(private readonly database: Database) {}

  /** All rows of one span. */
  at(transaction: Transaction, seconds: SpanLength, startsAt: Date): Promise<StatisticsSpanRow[]> {
    return transaction.statisticsSpan.findMany({ where: { seconds, startsAt } });
  }

  /** Adds a row, or replaces its counts. */
  async write(transaction: Transaction, row: StatisticsSpanRow): Promise<void> {
    const { seconds, startsAt, profileId, model, tally } = row;
    const where = { seconds_startsAt_profileId_model: { startsAt, seconds, profileId, model } };
    await transaction.statisticsSpan.upsert({
      where,
      create: row,
      update: { tally },
      select: { seconds: true },
    });
  }

  /** Seconds, then minutes that start in `from` … `to`, the end not included. */
  between(from: Date, to: Date): Promise<StatisticsSpanRow[]> {
    return this.database.statisticsSpan.findMany({
      where: { seconds: { in: [1, 60] }, startsAt: { gte: from, lt: to } },
      orderBy: primaryKey,
    });
  }

  /** Everything, a few rows at a time. */
  async *all(): AsyncGenerator<StatisticsSpanRow[]> {
    for (let skip = 0; ; skip += rowsAtOnce) {
      const rows = await this.database.statisticsSpan.findMany({
        orderBy: primaryKey,
        skip,
        take: rowsAtOnce,
      });
      yield rows;
      if (rows.length < rowsAtOnce) return;
    }
  }

  /**
   * Moves the oldest rows of one length that start before `before` into longer ones, in one transaction: whoever reads finds each
   * count once. `merge` gets the rows that are moved and those that they are added to, and returns what to write.
   *
   * @returns how many rows were moved; 0 when none is left
   */
  move(
    { seconds, before, targetOf }: Move,
    merge: (moved: readonly StatisticsSpanRow[], target: MergeTarget) => StatisticsSpanRow[],
  ): Promise<number> {
    return this.database.$transaction(async (transaction) => {
      const oldest = await transaction.statisticsSpan.findFirst({
        where: { seconds, startsAt: { lt: before } },
        orderBy: { startsAt: 'asc' },
      });
      if (oldest === null) return 0;
      const target = targetOf(oldest.startsAt);
      const end = target.end < before ? target.end : before;
      const where = { seconds, startsAt: { lt: end } };
      const moved = await transaction.statisticsSpan.findMany({ where });
      const present = await this.at(transaction, target.seconds, target.startsAt);
      await transaction.statisticsSpan.deleteMany({ where });
      for (const row of merge(moved, { ...target, present })) await this.write(transaction, row);
      return moved.length;
    }, longTransaction);
  }

  /** For rows that no caption's ending writes. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.database.$transaction(work, longTransaction);
  }
}

const rowsAtOnce = 1000;
const primaryKey: Prisma.StatisticsSpanOrderByWithRelationInput[] = [
  { seconds: 'asc' },
  { startsAt: 'asc' },
  { profileId: 'asc' },
  { model: 'asc' },
];

export interface Move {
  readonly seconds: SpanLength;
  /** Only rows that start earlier. */
  readonly before: Date;
  /** Where the rows belong that start then, and up to when others belong there too. */
  readonly targetOf: (startsAt: Date) => MoveTarget;
}

export interface MoveTarget {
  readonly seconds: SpanLength;
  readonly startsAt: Date;
  readonly end: Date;
}

/** The span that rows are added to, and what it holds already. */
export interface MergeTarget extends Pick<MoveTarget, 'seconds' | 'startsAt'> {
  readonly present: readonly StatisticsSpanRow[];
}
