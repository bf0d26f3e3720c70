import type { TimingFacts } from './caption-records.js';
import type { Prisma } from './generated/client.js';

/** How one caption ended. */
export interface CaptionEnd {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'CANCELED';
  readonly cached: boolean;
  /** Null when it succeeded. */
  readonly errorCode: string | null;
  readonly timings: TimingFacts;
  /** 1 + runs lost or retried. */
  readonly attempts: number;
  readonly modelName: string;
  readonly profileId: number | null;
}

/** What ended in one transaction. */
export interface Endings {
  readonly at: Date;
  readonly captions: readonly CaptionEnd[];
  /** The batch that was run, lost or not. */
  readonly run: { readonly model: string; readonly batchSize: number; readonly succeeded: boolean } | null;
}

/** Counts endings where they are written, so that each counts once whatever crashes. */
export interface EndingRecorder {
  /** Writes within the transaction of the endings; what it returns is called when that is committed. */
  record(transaction: Prisma.TransactionClient, endings: Endings): Promise<() => void>;
}
