import type { Logger } from 'pino';
import type { PlainError } from '../errors/coded-error.js';
import type { BatchRecorder, FinishedRun, TicketEnding } from '../engine/batch-recorder.js';
import type { LoadedGraph } from '../engine/protocol.js';
import type { CaptionChanges } from '../storage/caption-changes.js';
import type { CaptionEnding } from '../storage/caption-columns.js';
import type { HypothesisText } from './hypothesis-text.js';

/** How long changes of state are gathered into one update, milliseconds. */
const gatherMs = 50;

/** Not a number among the logits ends every hypothesis before it has begun. */
const noHypothesis: PlainError = {
  code: 'ENGINE_FAILED',
  message:
    'The model found no caption for this picture; its weights or the picture lead to numbers that are not finite.',
};

type Passing = 'PREPROCESSING' | 'RUNNING';

export interface BatchRecordsOptions {
  readonly changes: CaptionChanges;
  readonly model: string;
  readonly textOf: HypothesisText;
  readonly graph: () => LoadedGraph | null;
  /** Told how each run ended; null: it succeeded. */
  readonly onRun?: (error: PlainError | null) => void;
  readonly log: Logger;
}

/**
 * Writes what the lane does with captions. States on the way are gathered for a moment, since one that has changed again
 * need not be written; endings are written at once.
 */
export class BatchRecords implements BatchRecorder {
  readonly #passing = new Map<number, Passing>();
  #flush: NodeJS.Timeout | null = null;

  constructor(private readonly options: BatchRecordsOptions) {}

  advanced(captionIds: readonly number[], status: Passing): void {
    for (const id of captionIds) this.#passing.set(id, status);
    this.#flush ??= setTimeout(() => void this.#writePassing(), gatherMs);
  }

  retrying(captionIds: readonly number[], attempts: number): void {
    for (const id of captionIds) this.#passing.delete(id);
    void this.#attempt(this.options.changes.advance(captionIds, 'RETRYING', attempts));
  }

  async ended(run: FinishedRun | null, endings: readonly TicketEnding[]): Promise<void> {
    const finishedAt = new Date();
    for (const { captionId } of endings) this.#passing.delete(captionId);
    const { changes, model, graph, onRun } = this.options;
    if (run !== null) onRun?.(run.error);
    const rows = endings.map((ending) => this.#row(ending));
    if (run === null) {
      await changes.end(rows, finishedAt);
      return;
    }
    const tokens = endings
      .flatMap(({ result }) => ('error' in result ? [] : result.hypotheses))
      .reduce((sum, hypothesis) => sum + hypothesis.tokens.length, 0);
    const { device, precision } = graph() ?? { device: 'unknown', precision: 'FP32' };
    const facts = { ...run, model, device, precision, tokens };
    const runId = await changes.recordRun(facts, rows, finishedAt);
    this.#log(runId, run, endings);
  }

  /** Writes what is still gathered. */
  async close(): Promise<void> {
    if (this.#flush !== null) clearTimeout(this.#flush);
    await this.#writePassing();
  }

  #log(runId: number, { batchSize, durationMs, error }: FinishedRun, endings: readonly TicketEnding[]): void {
    const requests = [...new Set(endings.flatMap(({ requestId }) => requestId ?? []))];
    const line = {
      run: runId,
      batchSize,
      durationMs: Math.round(durationMs * 10) / 10,
      captions: endings.map(({ captionId }) => captionId),
      ...(requests.length === 0 ? {} : { requestIds: requests }),
    };
    if (error === null) this.options.log.info(line, 'Batch');
    else this.options.log.warn({ ...line, code: error.code, reason: error.message }, 'Batch failed');
  }

  #row({ captionId, askedAt, attempts, shared, timings, result }: TicketEnding): CaptionEnding {
    const totalMs = performance.now() - askedAt;
    const queueMs = Math.max(0, totalMs - timings.preprocessMs - timings.inferenceMs);
    const common = { id: captionId, attempts, timings: { ...timings, queueMs, totalMs } };
    if ('error' in result) return { ...common, error: result.error, status: 'FAILED' };
    if (result.hypotheses.length === 0) return { ...common, error: noHypothesis, status: 'FAILED' };
    const hypotheses = result.hypotheses.map((hypothesis) => this.options.textOf(hypothesis));
    return { ...common, hypotheses, cached: shared };
  }

  async #writePassing(): Promise<void> {
    this.#flush = null;
    const passing = [...this.#passing];
    this.#passing.clear();
    for (const status of ['PREPROCESSING', 'RUNNING'] as const) {
      const ids = passing.filter(([, reached]) => reached === status).map(([id]) => id);
      if (ids.length > 0) await this.#attempt(this.options.changes.advance(ids, status));
    }
  }

  /** A state on the way that cannot be written costs the caption nothing: its ending will say all. */
  async #attempt(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (error) {
      this.options.log.error({ err: error }, 'A caption state could not be written');
    }
  }
}
