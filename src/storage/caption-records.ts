import DataLoader from 'dataloader';
import { pageWindow, toPage, type Page, type PageRequest } from './connection.js';
import type { Database } from './database.js';
import { Prisma, type Caption } from './generated/client.js';
import type { CaptionStatus } from './generated/enums.js';

export type CaptionRow = Caption;

export interface HypothesisRow {
  readonly text: string;
  /** Length-normalised log-probability. */
  readonly score: number;
}

export interface ImageFacts {
  readonly name: string | null;
  readonly url: string | null;
  readonly sha256: string | null;
  readonly bytes: number | null;
  /** Pixels, after the EXIF orientation. */
  readonly width: number | null;
  readonly height: number | null;
  readonly format: string | null;
}

/** Milliseconds. */
export interface TimingFacts {
  readonly queueMs: number;
  readonly preprocessMs: number;
  readonly inferenceMs: number;
  readonly totalMs: number;
}

export interface CaptionFilter {
  /** Every word of it, as a prefix, in any order and case. */
  readonly text?: string | null;
  readonly status?: CaptionStatus | null;
  readonly jobId?: number | null;
  readonly model?: string | null;
  readonly profile?: string | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
  /** Only those of this key; null and absent: those of all, and of nobody. */
  readonly ownerId?: number | null;
}

/** States that another follows. */
export const unfinishedStatuses: CaptionStatus[] = ['QUEUED', 'PREPROCESSING', 'RUNNING', 'RETRYING'];

/** The captions in the database: the truth about every request that was ever accepted. `CaptionChanges` writes them. */
export class CaptionRecords {
  /** The captions of a batch end together, and each of their callers reads its own: one query for all. */
  readonly #together = new DataLoader<number, CaptionRow | null>(
    async (ids) => {
      const rows = new Map((await this.byIds(ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    },
    { cache: false },
  );

  constructor(private readonly database: Database) {}

  byId(id: number): Promise<CaptionRow | null> {
    return this.#together.load(id);
  }

  /** @param ownerId only those of this key; null: those of all, and of nobody */
  byIds(ids: readonly number[], ownerId: number | null = null): Promise<CaptionRow[]> {
    const owned = ownerId === null ? {} : { ownerId };
    return this.database.caption.findMany({ where: { id: { in: [...ids] }, ...owned } });
  }

  /** Single captions that an earlier server left behind, oldest first. */
  unfinishedSingles(): Promise<CaptionRow[]> {
    return this.database.caption.findMany({
      where: { status: { in: unfinishedStatuses }, jobId: null },
      orderBy: { id: 'asc' },
    });
  }

  /** Jobs' captions that have not ended, oldest first, without those that are in hand already. */
  unfinishedOfJobs(inHand: readonly number[], count: number): Promise<CaptionRow[]> {
    return this.database.caption.findMany({
      where: { status: { in: unfinishedStatuses }, jobId: { not: null }, id: { notIn: [...inHand] } },
      orderBy: { id: 'asc' },
      take: count,
    });
  }

  /** Jobs' pictures that wait on disk or are under way. */
  countUnfinishedOfJobs(): Promise<number> {
    return this.database.caption.count({
      where: { status: { in: unfinishedStatuses }, jobId: { not: null } },
    });
  }

  /** A finished caption whose result is that of every other with the same key. */
  resultFor(resultKey: string): Promise<CaptionRow | null> {
    return this.database.caption.findFirst({
      where: { resultKey, status: 'SUCCEEDED' },
      orderBy: { id: 'desc' },
    });
  }

  /** A job's captions that changed after a number, in the order of their changes. */
  changedAfter(jobId: number, sequence: number, count: number): Promise<CaptionRow[]> {
    return this.database.caption.findMany({
      where: { jobId, sequence: { gt: sequence } },
      orderBy: { sequence: 'asc' },
      take: count,
    });
  }

  /** Which of a job's captions had ended by a change, and how: what they were later does not show. */
  endedBy(jobId: number, sequence: number): Promise<Pick<CaptionRow, 'id' | 'status'>[]> {
    return this.database.caption.findMany({
      where: { jobId, sequence: { lte: sequence }, status: { in: ['SUCCEEDED', 'FAILED', 'CANCELED'] } },
      select: { id: true, status: true },
    });
  }

  async page(request: PageRequest, filter: CaptionFilter): Promise<Page<CaptionRow>> {
    const window = pageWindow(request);
    const conditions = filterConditions(filter);
    const bounds = [...conditions];
    if (window.below !== null) bounds.push(Prisma.sql`c."id" < ${window.below}`);
    if (window.above !== null) bounds.push(Prisma.sql`c."id" > ${window.above}`);
    const ids = await this.database.$queryRaw<{ id: bigint | number }[]>`
      SELECT c."id" AS "id" FROM "Caption" c ${where(bounds)}
      ORDER BY c."id" ${Prisma.raw(window.direction)} LIMIT ${window.take}`;
    const order = ids.map((row) => Number(row.id));
    const byId = new Map((await this.byIds(order)).map((row) => [row.id, row]));
    const rows = order.flatMap((id) => byId.get(id) ?? []);
    return toPage(window, rows, async () => {
      const [count] = await this.database.$queryRaw<{ count: bigint | number }[]>`
        SELECT COUNT(*) AS "count" FROM "Caption" c ${where(conditions)}`;
      return Number(count?.count ?? 0);
    });
  }
}

function filterConditions(filter: CaptionFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.ownerId != null) conditions.push(Prisma.sql`c."ownerId" = ${filter.ownerId}`);
  const words = filter.text?.match(/[\p{L}\p{M}\p{N}\p{Co}]+/gu) ?? [];
  if (words.length > 0) {
    const match = words.map((word) => `"${word}"*`).join(' ');
    conditions.push(
      Prisma.sql`c."id" IN (SELECT rowid FROM "CaptionSearch" WHERE "CaptionSearch" MATCH ${match})`,
    );
  }
  if (filter.status) conditions.push(Prisma.sql`c."status" = ${filter.status}`);
  if (filter.jobId != null) conditions.push(Prisma.sql`c."jobId" = ${filter.jobId}`);
  if (filter.model) conditions.push(Prisma.sql`c."modelName" = ${filter.model}`);
  if (filter.profile) {
    conditions.push(
      Prisma.sql`c."profileId" IN (SELECT p."id" FROM "Profile" p WHERE p."name" = ${filter.profile})`,
    );
  }
  if (filter.createdAfter) conditions.push(Prisma.sql`c."createdAt" > ${filter.createdAfter}`);
  if (filter.createdBefore) conditions.push(Prisma.sql`c."createdAt" < ${filter.createdBefore}`);
  return conditions;
}

function where(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join([...conditions], ' AND ')}`;
}
