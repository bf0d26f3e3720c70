import { jobStatus } from './caption-changes.js';
import { unfinishedStatuses } from './caption-records.js';
import type { Database } from './database.js';
import type { Prisma } from './generated/client.js';

export interface RemovedCaptions {
  readonly captions: number;
  /** Jobs that went with the last of their captions. */
  readonly jobs: number;
  /** SHA-256 of the pictures that they had; others may have them too. */
  readonly pictures: readonly string[];
}

/** Thousands of rows take longer than Prisma's five seconds on a slow disk. */
const longTransaction = { timeout: 60_000, maxWait: 60_000 };

/** Takes rows away, and keeps what remains in agreement. */
export class RemovalRecords {
  constructor(private readonly database: Database) {}

  /**
   * Removes captions that have ended; others are left. Their jobs count them no more, and a job without captions goes too.
   */
  removeCaptions(ids: readonly number[]): Promise<RemovedCaptions> {
    return this.database.$transaction(async (transaction) => {
      const where = { id: { in: [...ids] }, status: { notIn: unfinishedStatuses } };
      const found = await transaction.caption.findMany({
        where,
        select: { id: true, jobId: true, status: true, imageSha256: true },
      });
      await transaction.caption.deleteMany({ where: { id: { in: found.map(({ id }) => id) } } });
      let jobs = 0;
      for (const jobId of new Set(found.map((row) => row.jobId))) {
        if (jobId === null) continue;
        const statuses = found.filter((row) => row.jobId === jobId).map(({ status }) => status);
        if (await uncount(transaction, jobId, statuses)) jobs++;
      }
      const pictures = new Set(found.flatMap(({ imageSha256 }) => imageSha256 ?? []));
      return { captions: found.length, jobs, pictures: [...pictures] };
    }, longTransaction);
  }

  /** Ids of captions that ended before, the oldest first. */
  async captionsEndedBefore(before: Date, count: number): Promise<number[]> {
    const rows = await this.database.caption.findMany({
      where: endedBefore(before),
      orderBy: { createdAt: 'asc' },
      select: { id: true },
      take: count,
    });
    return rows.map(({ id }) => id);
  }

  countCaptionsEndedBefore(before: Date): Promise<number> {
    return this.database.caption.count({ where: endedBefore(before) });
  }

  /** Jobs that would go with the captions that ended before. */
  countJobsEndedBefore(before: Date): Promise<number> {
    const every = endedBefore(before);
    return this.database.captionJob.count({ where: { createdAt: { lt: before }, captions: { every } } });
  }

  /**
   * Which of these pictures captions still have.
   * @param endedSince captions that ended before do not count; null: all count
   */
  async picturesInUse(sha256s: readonly string[], endedSince: Date | null = null): Promise<Set<string>> {
    const ofPictures = { imageSha256: { in: [...sha256s] } };
    const rows = await this.database.caption.findMany({
      where: endedSince === null ? ofPictures : { ...ofPictures, OR: notEndedBefore(endedSince) },
      select: { imageSha256: true },
      distinct: ['imageSha256'],
    });
    return new Set(rows.flatMap(({ imageSha256 }) => imageSha256 ?? []));
  }

  /** Which of these pictures captions are still waiting for. */
  async picturesWaitedFor(sha256s: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.caption.findMany({
      where: { imageSha256: { in: [...sha256s] }, status: { in: unfinishedStatuses } },
      select: { imageSha256: true },
    });
    return new Set(rows.flatMap(({ imageSha256 }) => imageSha256 ?? []));
  }

  /** Removes runs that began before, the oldest first and `count` at most; returns how many. Captions do without them. */
  async removeRunsBefore(before: Date, count: number): Promise<number> {
    const ids = (await this.#oldestRuns(count)).filter((run) => run.startedAt < before).map(({ id }) => id);
    const removed = await this.database.inferenceRun.deleteMany({ where: { id: { in: ids } } });
    return removed.count;
  }

  countRunsBefore(before: Date): Promise<number> {
    return this.database.inferenceRun.count({ where: { startedAt: { lt: before } } });
  }

  /** Runs are numbered as they end, so the first ones are the oldest: no index on their times is needed. */
  #oldestRuns(count: number): Promise<{ id: number; startedAt: Date }[]> {
    return this.database.inferenceRun.findMany({
      orderBy: { id: 'asc' },
      take: count,
      select: { id: true, startedAt: true },
    });
  }
}

/** A caption that was taken up again is as old as its last end, though asked for long ago. */
function endedBefore(before: Date): Prisma.CaptionWhereInput {
  return { createdAt: { lt: before }, finishedAt: { lt: before } };
}

/** Its opposite; SQL's NOT would lose those that have not ended. */
function notEndedBefore(before: Date): Prisma.CaptionWhereInput[] {
  return [{ createdAt: { gte: before } }, { finishedAt: null }, { finishedAt: { gte: before } }];
}

/** Takes captions out of their job's counts. @returns whether they were its last, so that it is gone too */
async function uncount(
  transaction: Prisma.TransactionClient,
  jobId: number,
  statuses: readonly string[],
): Promise<boolean> {
  const fewer = (status: string): { decrement: number } => ({
    decrement: statuses.filter((ended) => ended === status).length,
  });
  const job = await transaction.captionJob.update({
    where: { id: jobId },
    data: {
      total: { decrement: statuses.length },
      succeeded: fewer('SUCCEEDED'),
      failed: fewer('FAILED'),
      canceled: fewer('CANCELED'),
    },
  });
  if (job.total === 0) {
    await transaction.captionJob.delete({ where: { id: jobId } });
    return true;
  }
  if (job.finishedAt !== null) {
    await transaction.captionJob.update({ where: { id: jobId }, data: { status: jobStatus(job) } });
  }
  return false;
}
