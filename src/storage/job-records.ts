import { pageWindow, toPage, windowArguments, type Page, type PageRequest } from './connection.js';
import type { Database } from './database.js';
import type { CaptionJob } from './generated/client.js';
import type { JobStatus } from './generated/enums.js';

export type CaptionJobRow = CaptionJob;

/** Jobs as they are stored; what happens to their captions goes through `CaptionRecords`. */
export class JobRecords {
  constructor(private readonly database: Database) {}

  byId(id: number): Promise<CaptionJobRow | null> {
    return this.database.captionJob.findUnique({ where: { id } });
  }

  /** @param ownerId only those of this key; null: those of all, and of nobody */
  byIds(ids: readonly number[], ownerId: number | null = null): Promise<CaptionJobRow[]> {
    const owned = ownerId === null ? {} : { ownerId };
    return this.database.captionJob.findMany({ where: { id: { in: [...ids] }, ...owned } });
  }

  /** @param ownerId whose job; null: nobody's */
  byIdempotencyKey(idempotencyKey: string, ownerId: number | null = null): Promise<CaptionJobRow | null> {
    return this.database.captionJob.findFirst({ where: { idempotencyKey, ownerId } });
  }

  /** @param ownerId only those of this key; null: those of all, and of nobody */
  async page(
    request: PageRequest,
    status: JobStatus | null,
    ownerId: number | null = null,
  ): Promise<Page<CaptionJobRow>> {
    const window = pageWindow(request);
    const where = { ...(status === null ? {} : { status }), ...(ownerId === null ? {} : { ownerId }) };
    const inWindow = windowArguments(window);
    const rows = await this.database.captionJob.findMany({
      ...inWindow,
      where: { ...inWindow.where, ...where },
    });
    return toPage(window, rows, () => this.database.captionJob.count({ where }));
  }
}
