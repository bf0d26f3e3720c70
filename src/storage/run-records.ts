import { pageWindow, toPage, windowArguments, type Page, type PageRequest } from './connection.js';
import type { Database } from './database.js';
import type { InferenceRun } from './generated/client.js';

export type InferenceRunRow = InferenceRun;

/** The batches that went through the graph. */
export class RunRecords {
  constructor(private readonly database: Database) {}

  async page(request: PageRequest): Promise<Page<InferenceRunRow>> {
    const window = pageWindow(request);
    const rows = await this.database.inferenceRun.findMany(windowArguments(window));
    return toPage(window, rows, () => this.database.inferenceRun.count());
  }

  byIds(ids: readonly number[]): Promise<InferenceRunRow[]> {
    return this.database.inferenceRun.findMany({ where: { id: { in: [...ids] } } });
  }
}
