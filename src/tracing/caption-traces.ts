import type { Span, SpanContext } from '@opentelemetry/api';
import type { BatchRecorder, FinishedRun, TicketEnding } from '../engine/batch-recorder.js';
import { fail, type Tracing } from './tracing.js';

interface WaitingCaption {
  /** The request that asked for it; null for captions of jobs. */
  readonly parent: SpanContext | null;
  queue: Span;
}

interface OpenBatch {
  readonly batch: Span;
  readonly run: Span;
}

/** Follows captions from request to run: a span for each one's wait, and one for each batch, linked to all who waited for it. */
export class CaptionTraces {
  readonly #waiting = new Map<number, WaitingCaption>();

  constructor(private readonly tracing: Tracing) {}

  /** A caption begins to wait; the function returned says that it is over, whatever became of it. */
  follow(captionId: number): () => void {
    const parent = this.tracing.current;
    const queue = this.#wait(captionId, parent, 1);
    this.#waiting.set(captionId, { parent, queue });
    return () => {
      this.#waiting.get(captionId)?.queue.end();
      this.#waiting.delete(captionId);
    };
  }

  /** One lane's recorder that traces what it is told, too. */
  recorder(inner: BatchRecorder): BatchRecorder {
    let open: OpenBatch | null = null;
    return {
      advanced: (captionIds, status) => {
        if (status === 'RUNNING') open = this.#beginBatch(captionIds);
        inner.advanced(captionIds, status);
      },
      retrying: (captionIds, attempts) => {
        for (const id of captionIds) {
          const waiting = this.#waiting.get(id);
          if (waiting !== undefined) waiting.queue = this.#wait(id, waiting.parent, attempts);
        }
        inner.retrying(captionIds, attempts);
      },
      ended: async (run, endings) => {
        // The next batch may begin while this one is being written.
        const over = run === null ? null : open;
        if (over !== null) open = null;
        await endedWithin(over, run, () => inner.ended(run, endings), endings);
      },
    };
  }

  #wait(captionId: number, parent: SpanContext | null, attempts: number): Span {
    const attributes = { 'ofa_caption.caption': captionId, 'ofa_caption.attempt': attempts };
    return this.tracing.begin('queue', { parent, attributes });
  }

  #beginBatch(captionIds: readonly number[]): OpenBatch {
    const queues = captionIds.flatMap((id) => this.#waiting.get(id)?.queue ?? []);
    for (const queue of queues) queue.end();
    const links = queues.map((queue) => queue.spanContext());
    const attributes = { 'ofa_caption.captions': captionIds.length };
    // It has one parent at most: the trace of whoever waited first leads down to the run, the others' by the links.
    const batch = this.tracing.begin('batch', { parent: links[0] ?? null, links, attributes });
    return { batch, run: this.tracing.begin('run', { parent: batch.spanContext(), attributes }) };
  }
}

async function endedWithin(
  open: OpenBatch | null,
  run: FinishedRun | null,
  write: () => Promise<void>,
  endings: readonly TicketEnding[],
): Promise<void> {
  if (open === null || run === null) {
    await write();
    return;
  }
  const { batch, run: span } = open;
  span.setAttributes({ 'ofa_caption.batch_size': run.batchSize, 'ofa_caption.duration_ms': run.durationMs });
  if (run.error !== null) fail(span, run.error.message);
  span.end();
  batch.setAttributes({ 'ofa_caption.batch_size': run.batchSize, 'ofa_caption.ended': endings.length });
  try {
    await write();
  } finally {
    batch.end();
  }
}
