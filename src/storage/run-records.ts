import type { Database } from './database.js';
import type { InferenceRun } from './generated/client.js';

export type InferenceRunRow = InferenceRun;

/** The batches that went through the graph. */
export class RunRecords {
  constructor(private readonly database: Database) {}

  byIds(ids: readonly number[]): Promise<InferenceRunRow[]> {
    return this.database.inferenceRun.findMany({ where: { id: { in: [...ids] } } });
  }
}
