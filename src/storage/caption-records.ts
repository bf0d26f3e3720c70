import type { PlainError } from '../errors/coded-error.js';
import { pageWindow, toPage, type Page, type PageRequest } from './connection.js';
import type { Database } from './database.js';
import { Prisma, type Caption } from './generated/client.js';
import type { CaptionStatus, Precision } from './generated/enums.js';

export type CaptionRow = Caption;

export interface HypothesisRow {
  readonly text: string;
  /** Length-normalised log-probability. */
  readonly score: number;
}

/** What is known of a caption when it is asked for. */
export interface NewCaption {
  readonly image: ImageFacts;
  readonly modelName: string;
  readonly modelHash: string;
  readonly profileId: number;
  readonly alternativesWanted: number;
  readonly timeoutMs: number;
  readonly createdAt: Date;
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

export interface RunFacts {
  readonly model: string;
  readonly device: string;
  readonly precision: Precision;
  readonly batchSize: number;
  readonly durationMs: number;
  readonly tokens: number;
  readonly error: PlainError | null;
  readonly startedAt: Date;
}

export type CaptionEnding = {
  readonly id: number;
  readonly attempts: number;
  readonly timings: TimingFacts;
} & (
  | { readonly hypotheses: readonly HypothesisRow[] }
  | { readonly error: PlainError; readonly status: 'FAILED' | 'CANCELED' }
);

export interface CaptionFilter {
  /** Every word of it, as a prefix, in any order and case. */
  readonly text?: string | null;
  readonly status?: CaptionStatus | null;
  readonly model?: string | null;
  readonly profile?: string | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

const unfinished: CaptionStatus[] = ['QUEUED', 'PREPROCESSING', 'RUNNING', 'RETRYING'];

/** The captions in the database: the truth about every request that was ever accepted. */
export class CaptionRecords {
  constructor(private readonly database: Database) {}

  /** Stores a caption that will be run. It survives any crash from here on. */
  accept(caption: NewCaption): Promise<CaptionRow> {
    return this.database.caption.create({ data: { ...newRow(caption), status: 'QUEUED' } });
  }

  /** Stores a caption whose picture was refused before it could be queued. */
  acceptFailed(caption: NewCaption, error: PlainError, finishedAt: Date): Promise<CaptionRow> {
    return this.database.caption.create({
      data: {
        ...newRow(caption),
        status: 'FAILED',
        errorCode: error.code,
        errorMessage: error.message,
        queueMs: 0,
        preprocessMs: 0,
        inferenceMs: 0,
        totalMs: finishedAt.getTime() - caption.createdAt.getTime(),
        finishedAt,
      },
    });
  }

  /** Moves captions to another state on their way; one that has ended stays as it ended. */
  async advance(ids: readonly number[], status: CaptionStatus, attempts?: number): Promise<void> {
    await this.database.caption.updateMany({
      where: { id: { in: [...ids] }, status: { in: unfinished } },
      data: { status, ...(attempts === undefined ? {} : { attempts }) },
    });
  }

  /**
   * Writes one batch and the captions that ended with it in one transaction: afterwards either both can be read or
   * neither. A caption that ended before keeps its ending. Returns the run's id.
   */
  recordRun(run: RunFacts, endings: readonly CaptionEnding[], finishedAt: Date): Promise<number> {
    return this.database.$transaction(async (transaction) => {
      const { error, ...facts } = run;
      const { id } = await transaction.inferenceRun.create({
        data: {
          ...facts,
          succeeded: error === null,
          errorCode: error?.code ?? null,
          errorMessage: error?.message ?? null,
        },
        select: { id: true },
      });
      for (const ending of endings) {
        await transaction.caption.updateMany(endingUpdate(ending, id, finishedAt));
      }
      return id;
    });
  }

  /** Ends a caption without a run: it was canceled, timed out, or its picture could not be prepared. */
  async end(ending: CaptionEnding, finishedAt: Date): Promise<void> {
    await this.database.caption.updateMany(endingUpdate(ending, null, finishedAt));
  }

  byId(id: number): Promise<CaptionRow | null> {
    return this.database.caption.findUnique({ where: { id } });
  }

  byIds(ids: readonly number[]): Promise<CaptionRow[]> {
    return this.database.caption.findMany({ where: { id: { in: [...ids] } } });
  }

  /** What an earlier server left behind, oldest first. */
  unfinished(): Promise<CaptionRow[]> {
    return this.database.caption.findMany({ where: { status: { in: unfinished } }, orderBy: { id: 'asc' } });
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

function newRow(caption: NewCaption) {
  const { image, ...rest } = caption;
  return {
    ...rest,
    alternatives: [],
    imageName: image.name,
    imageUrl: image.url,
    imageSha256: image.sha256,
    imageBytes: image.bytes,
    imageWidth: image.width,
    imageHeight: image.height,
    imageFormat: image.format,
  };
}

function endingUpdate(
  ending: CaptionEnding,
  runId: number | null,
  finishedAt: Date,
): Prisma.CaptionUpdateManyArgs & { data: Prisma.CaptionUncheckedUpdateManyInput } {
  const common = {
    ...ending.timings,
    attempts: ending.attempts,
    finishedAt,
    ...(runId === null ? {} : { runId }),
  };
  const where = { id: ending.id, status: { in: unfinished } };
  if ('error' in ending) {
    const { code, message } = ending.error;
    return { where, data: { ...common, status: ending.status, errorCode: code, errorMessage: message } };
  }
  const [best, ...alternatives] = ending.hypotheses;
  return {
    where,
    data: {
      ...common,
      status: 'SUCCEEDED' as const,
      text: best?.text ?? '',
      score: best?.score ?? 0,
      alternatives: alternatives.map(({ text, score }) => ({ text, score })),
    },
  };
}

function filterConditions(filter: CaptionFilter): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  const words = filter.text?.match(/[\p{L}\p{M}\p{N}\p{Co}]+/gu) ?? [];
  if (words.length > 0) {
    const match = words.map((word) => `"${word}"*`).join(' ');
    conditions.push(
      Prisma.sql`c."id" IN (SELECT rowid FROM "CaptionSearch" WHERE "CaptionSearch" MATCH ${match})`,
    );
  }
  if (filter.status) conditions.push(Prisma.sql`c."status" = ${filter.status}`);
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
