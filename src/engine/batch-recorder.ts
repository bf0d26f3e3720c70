import type { CodedError } from '../errors/coded-error.js';
import type { Hypothesis } from './protocol.js';

/** Milliseconds. */
export interface SlotTimings {
  readonly preprocessMs: number;
  readonly inferenceMs: number;
}

export interface TicketEnding {
  readonly captionId: number;
  /** What the log knows its request by; null where none waits for it. */
  readonly requestId: string | null;
  readonly askedAt: number;
  readonly attempts: number;
  /** Shared the place of another caption. */
  readonly shared: boolean;
  readonly timings: SlotTimings;
  readonly result: { readonly hypotheses: readonly Hypothesis[] } | { readonly error: CodedError };
}

/** A batch that went through the graph, or was lost on its way. */
export interface FinishedRun {
  readonly batchSize: number;
  readonly durationMs: number;
  readonly startedAt: Date;
  readonly error: CodedError | null;
}

/** Where a lane tells what becomes of captions. Results are known to callers only after they are written. */
export interface BatchRecorder {
  advanced(captionIds: readonly number[], status: 'PREPROCESSING' | 'RUNNING'): void;
  retrying(captionIds: readonly number[], attempts: number): void;
  /** Writes a run and the captions that end with it in one transaction. */
  ended(run: FinishedRun | null, endings: readonly TicketEnding[]): Promise<void>;
}
