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

  byIds(ids: readonly number[]): Promise<CaptionJobRow[]> {
    return this.database.captionJob.findMany({ where: { id: { in: [...ids] } } });
  }

  byIdempotencyKey(idempotencyKey: string): Promise<CaptionJobRow | null> {
    return this.database.captionJob.findUnique({ where: { idempotencyKey } });
  }

  async page(request: PageRequest, status: JobStatus | null): Promise<Page<CaptionJobRow>> {
    const window = pageWindow(request);
    const where = status === null ? {} : { status };
    const inWindow = windowArguments(window);
    const rows = await this.database.captionJob.findMany({
      ...inWindow,
      where: { ...inWindow.where, ...where },
    });
    return toPage(window, rows, () => this.database.captionJob.count({ where }));
  }
}
