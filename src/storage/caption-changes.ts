import type { PlainError } from '../errors/coded-error.js';
import {
  afresh,
  endingColumns,
  imageColumns,
  newRow,
  resultOf,
  timingsSince,
  type CaptionColumns,
  type CaptionEnding,
  type ChangedColumns,
  type NewCaption,
} from './caption-columns.js';
import { unfinishedStatuses, type CaptionRow, type ImageFacts, type TimingFacts } from './caption-records.js';
import type { Database } from './database.js';
import type { CaptionEnd, EndingRecorder, Endings } from './ending-recorder.js';
import { storeThoughDeleted } from './deleted-profile.js';
import type { Prisma } from './generated/client.js';
import type { CaptionStatus, JobStatus, Precision } from './generated/enums.js';
import type { CaptionJobRow } from './job-records.js';

type Transaction = Prisma.TransactionClient;

export interface NewJob {
  readonly idempotencyKey: string | null;
  readonly requestHash: string;
  /** The key it is created with; null and absent: nobody's. */
  readonly ownerId?: number | null;
  readonly createdAt: Date;
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

/** By which model and random numbers a caption is made. */
export interface CaptionWay {
  readonly model: { readonly name: string; readonly hash: string };
  readonly seed: number | null;
  readonly resultKey: string;
}

/** Rows written in one statement; SQLite bounds the parameters of one. */
const rowsAtOnce = 200;

/**
 * Every change of a caption. Each is one transaction, in which a job's captions also get the next numbers of their job and
 * its counts are kept; a caption that has ended is never changed again but by taking its job up anew.
 */
export class CaptionChanges {
  constructor(
    private readonly database: Database,
    /** Told after the commit which jobs have changed. */
    private readonly onJobsChanged: (jobIds: readonly number[]) => void = () => undefined,
    /** Counts every ending, in its transaction. */
    private readonly endings: EndingRecorder | null = null,
  ) {}

  /** Stores a caption that will be run. It survives any crash from here on. */
  accept(caption: NewCaption): Promise<CaptionRow> {
    return storeThoughDeleted((instead) =>
      this.database.caption.create({ data: { ...newRow(caption), ...instead, status: 'QUEUED' } }),
    );
  }

  /** Stores a caption whose picture was refused before it could be queued. */
  acceptFailed(caption: NewCaption, error: PlainError, finishedAt: Date): Promise<CaptionRow> {
    const { code: errorCode, message: errorMessage } = error;
    const end = { status: 'FAILED', cached: false, errorCode } as const;
    return this.#acceptEnded(caption, end, { errorMessage }, finishedAt);
  }

  /** Stores a caption that an identical earlier one answers. */
  acceptCached(caption: NewCaption, earlier: CaptionRow, finishedAt: Date): Promise<CaptionRow> {
    const end = { status: 'SUCCEEDED', cached: true, errorCode: null } as const;
    return this.#acceptEnded(caption, end, resultOf(earlier), finishedAt);
  }

  /** Stores a job with all its captions. */
  acceptJob(job: NewJob, captions: readonly NewCaption[]): Promise<CaptionJobRow> {
    return storeThoughDeleted((instead) =>
      this.database.$transaction(async (transaction) => {
        const row = await transaction.captionJob.create({
          data: { ...job, status: 'QUEUED', total: captions.length },
        });
        const ofJob = { ...instead, status: 'QUEUED' as const, jobId: row.id };
        for (let from = 0; from < captions.length; from += rowsAtOnce) {
          const some = captions.slice(from, from + rowsAtOnce);
          await transaction.caption.createMany({
            data: some.map((caption) => ({ ...newRow(caption), ...ofJob })),
          });
        }
        return row;
      }, longTransaction),
    );
  }

  /** Moves captions to another state on their way. */
  async advance(ids: readonly number[], status: CaptionStatus, attempts?: number): Promise<void> {
    const values = { status, ...(attempts === undefined ? {} : { attempts }) };
    const single = { id: { in: [...ids] }, jobId: null, status: { in: unfinishedStatuses } };
    const { count } = await this.database.caption.updateMany({ where: single, data: values });
    if (count === ids.length) return;
    await this.#changeEach(
      ids.map((id) => ({ id, values })),
      null,
    );
  }

  /** Writes what looking at a picture has shown, and how it is captioned: profile and model may be others than when it was asked for. No state changes by it, so it takes no number of the job. */
  async describe(id: number, image: ImageFacts, { model, seed, resultKey }: CaptionWay): Promise<void> {
    await this.database.caption.updateMany({
      where: { id, status: { in: unfinishedStatuses } },
      data: { ...imageColumns(image), modelName: model.name, modelHash: model.hash, seed, resultKey },
    });
  }

  /**
   * Writes one batch and the captions that ended with it in one transaction: afterwards either both can be read or neither.
   * Returns the run's id.
   */
  async recordRun(run: RunFacts, endings: readonly CaptionEnding[], finishedAt: Date): Promise<number> {
    const { error, ...facts } = run;
    const data = {
      ...facts,
      succeeded: error === null,
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? null,
    };
    let runId = 0;
    await this.#changeEach(
      endings.map(changeOf),
      finishedAt,
      { model: run.model, batchSize: run.batchSize, succeeded: error === null },
      async (transaction) => {
        ({ id: runId } = await transaction.inferenceRun.create({ data, select: { id: true } }));
        return { runId };
      },
    );
    return runId;
  }

  /** Ends captions without a run: canceled, timed out, or with a picture that cannot be prepared. */
  end(endings: readonly CaptionEnding[], finishedAt: Date): Promise<void> {
    return this.#changeEach(endings.map(changeOf), finishedAt);
  }

  /** Ends a caption with the result of an identical earlier one. */
  endCached(id: number, earlier: CaptionRow, timings: TimingFacts, finishedAt: Date): Promise<void> {
    const end = { status: 'SUCCEEDED', cached: true, errorCode: null, timings } as const;
    return this.#changeEach(
      [{ id, values: { status: 'SUCCEEDED', ...resultOf(earlier), ...timings }, end }],
      finishedAt,
    );
  }

  /** Ends what has not ended of a job; returns the captions that this ended. */
  async cancelJob(jobId: number, error: PlainError, now: Date): Promise<number[]> {
    const where = { jobId, status: { in: unfinishedStatuses } };
    const found = await this.database.caption.findMany({ where, select: { id: true, createdAt: true } });
    await this.#changeEach(
      found.map(({ id, createdAt }) => {
        const timings = timingsSince(createdAt, now);
        const { code: errorCode, message: errorMessage } = error;
        const values = { status: 'CANCELED' as const, errorCode, errorMessage, ...timings };
        return { id, values, end: { status: 'CANCELED', cached: false, errorCode, timings } as const };
      }),
      now,
    );
    return found.map(({ id }) => id);
  }

  /** Takes a job's failed and canceled captions up again, as if they had just been asked for. */
  async retryJob(jobId: number): Promise<void> {
    await this.database.$transaction(async (transaction) => {
      const where = { jobId, status: { in: ['FAILED', 'CANCELED'] satisfies CaptionStatus[] } };
      const found = await transaction.caption.findMany({
        where,
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      if (found.length === 0) return;
      const job = await transaction.captionJob.update({
        where: { id: jobId },
        data: {
          sequence: { increment: found.length },
          status: 'RUNNING',
          failed: 0,
          canceled: 0,
          finishedAt: null,
        },
      });
      const first = job.sequence - found.length + 1;
      for (const [index, { id }] of found.entries()) {
        await transaction.caption.update({ where: { id }, data: { ...afresh, sequence: first + index } });
      }
    }, longTransaction);
    this.onJobsChanged([jobId]);
  }

  /** Stores a caption that has ended already. */
  async #acceptEnded(
    caption: NewCaption,
    end: Pick<CaptionEnd, 'status' | 'cached' | 'errorCode'>,
    columns: Partial<ReturnType<typeof resultOf>> & { readonly errorMessage?: string },
    finishedAt: Date,
  ): Promise<CaptionRow> {
    const timings = { ...timingsSince(caption.createdAt, finishedAt), queueMs: 0 };
    const data = { ...newRow(caption), ...columns, ...end, ...timings, finishedAt };
    const { row, committed } = await storeThoughDeleted((instead) =>
      this.database.$transaction(async (transaction) => {
        const row = await transaction.caption.create({ data: { ...data, ...instead } });
        const captions = [{ ...row, ...end, timings }];
        return { row, committed: await this.#count(transaction, { at: finishedAt, captions, run: null }) };
      }, longTransaction),
    );
    committed();
    return row;
  }

  #count(transaction: Transaction, endings: Endings): Promise<() => void> {
    if (this.endings === null || (endings.captions.length === 0 && endings.run === null))
      return Promise.resolve(nothing);
    return this.endings.record(transaction, endings);
  }

  async #changeEach(
    changes: readonly CaptionChange[],
    finishedAt: Date | null,
    run: Endings['run'] = null,
    before: (transaction: Transaction) => Promise<CaptionColumns> = () => Promise.resolve({}),
  ): Promise<void> {
    const { jobIds, committed } = await this.database.$transaction(async (transaction) => {
      const common = { ...(await before(transaction)), ...(finishedAt === null ? {} : { finishedAt }) };
      const open = await transaction.caption.findMany({
        where: { id: { in: changes.map(({ id }) => id) }, status: { in: unfinishedStatuses } },
        select: { id: true, jobId: true, attempts: true, modelName: true, profileId: true },
      });
      const rowOf = new Map(open.map((row) => [row.id, row]));
      const jobOf = new Map(open.map(({ id, jobId }) => [id, jobId]));
      const changed = changes.filter(({ id }) => jobOf.has(id));
      const numbers = await countInJobs(transaction, changed, jobOf, finishedAt);
      for (const { id, values } of changed) {
        const sequence = numbers.get(id);
        const data = { ...common, ...values, ...(sequence === undefined ? {} : { sequence }) };
        await transaction.caption.update({ where: { id }, data, select: { id: true } });
      }
      const ends = changed.flatMap(({ id, end }) => {
        const row = rowOf.get(id);
        return end === undefined || row === undefined ? [] : [{ ...row, ...end }];
      });
      return {
        jobIds: [...new Set([...jobOf.values()].filter((jobId) => jobId !== null))],
        committed: await this.#count(transaction, { at: finishedAt ?? new Date(), captions: ends, run }),
      };
    }, longTransaction);
    committed();
    if (jobIds.length > 0) this.onJobsChanged(jobIds);
  }
}

interface CaptionChange {
  readonly id: number;
  readonly values: ChangedColumns;
  /** How the caption ends by it; absent while it is still on its way. */
  readonly end?: Omit<CaptionEnd, 'attempts' | 'modelName' | 'profileId'> & { readonly attempts?: number };
}

function changeOf(ending: CaptionEnding): CaptionChange {
  const { id, attempts, timings } = ending;
  const how =
    'error' in ending
      ? { status: ending.status, cached: false, errorCode: ending.error.code }
      : { status: 'SUCCEEDED' as const, cached: ending.cached, errorCode: null };
  return { id, values: endingColumns(ending), end: { ...how, attempts, timings } };
}

function nothing(): void {
  // Nobody counts.
}

/** Thousands of rows take longer than Prisma's five seconds on a slow disk. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 };

/** Gives the changes of jobs' captions their numbers and keeps the jobs' counts and states. */
async function countInJobs(
  transaction: Transaction,
  changes: readonly CaptionChange[],
  jobOf: ReadonlyMap<number, number | null>,
  now: Date | null,
): Promise<Map<number, number>> {
  const numbers = new Map<number, number>();
  for (const jobId of new Set(changes.map(({ id }) => jobOf.get(id) ?? null))) {
    if (jobId === null) continue;
    const own = changes.filter(({ id }) => jobOf.get(id) === jobId);
    const counted = (status: CaptionStatus): { increment: number } => ({
      increment: own.filter(({ values }) => values.status === status).length,
    });
    const job = await transaction.captionJob.update({
      where: { id: jobId },
      data: {
        sequence: { increment: own.length },
        succeeded: counted('SUCCEEDED'),
        failed: counted('FAILED'),
        canceled: counted('CANCELED'),
      },
    });
    own.forEach(({ id }, index) => numbers.set(id, job.sequence - own.length + 1 + index));
    const status = jobStatus(job);
    const started = job.startedAt === null ? { startedAt: new Date() } : {};
    const finished = status === 'RUNNING' ? {} : { finishedAt: now ?? new Date() };
    if (status !== job.status || job.startedAt === null) {
      await transaction.captionJob.update({
        where: { id: jobId },
        data: { status, ...started, ...finished },
      });
    }
  }
  return numbers;
}

/** What a job is by its counts, once something has happened to it. */
export function jobStatus({ total, succeeded, failed, canceled }: CaptionJobRow): JobStatus {
  if (succeeded + failed + canceled < total) return 'RUNNING';
  if (succeeded === total) return 'SUCCEEDED';
  if (canceled > 0) return 'CANCELED';
  return succeeded === 0 ? 'FAILED' : 'PARTIALLY_FAILED';
}
