import { toCodedError, type CodedError } from '../errors/coded-error.js';
import { ImageError } from '../errors/image-error.js';
import type { BatchEngine, PreparedPicture } from './batch-engine.js';
import type { FinishedRun } from './batch-recorder.js';
import type { BatchSlot } from './batch-slot.js';
import type { Hypothesis } from './protocol.js';

export interface SlotResult {
  readonly slot: BatchSlot;
  readonly hypotheses: readonly Hypothesis[];
  readonly preprocessMs: number;
  readonly inferenceMs: number;
}

/** What became of the slots of one batch: each is in exactly one of the three lists. */
export interface BatchOutcome {
  /** The run, where it came to one. */
  readonly run: FinishedRun | null;
  readonly succeeded: readonly SlotResult[];
  /** Cannot be captioned whatever is tried. */
  readonly refused: readonly { readonly slot: BatchSlot; readonly error: CodedError }[];
  /** Lost with the engine, or part of a run that failed: one of them, or none, is to blame. */
  readonly lost: readonly BatchSlot[];
  readonly lossError: CodedError | null;
}

/** Prepares what is not prepared yet and makes one run of the graph over all that could be. Never throws. */
export async function attemptBatch(
  slots: readonly BatchSlot[],
  engine: BatchEngine,
  prepare: (slot: BatchSlot) => Promise<PreparedPicture>,
  beforeRun: (slots: readonly BatchSlot[]) => void,
): Promise<BatchOutcome> {
  const settled = await preparedTogether(slots, engine, prepare);
  const ready: { readonly slot: BatchSlot; readonly picture: PreparedPicture }[] = [];
  const refused: { readonly slot: BatchSlot; readonly error: CodedError }[] = [];
  const lost: BatchSlot[] = [];
  let lossError: CodedError | null = null;
  for (const [index, result] of settled.entries()) {
    const slot = slots[index]!;
    if (result.status === 'fulfilled') {
      ready.push({ slot, picture: result.value });
      continue;
    }
    const error = toCodedError(result.reason);
    if (error instanceof ImageError || !error.retryable) refused.push({ slot, error });
    else {
      lost.push(slot);
      lossError = error;
    }
  }
  const pictures = ready.map(({ picture }) => picture);
  const batch = ready.map(({ slot }) => slot);
  if (lossError !== null) {
    // The process that failed to prepare one of them is gone, and the others' pixels with it.
    engine.discard(pictures);
    return { run: null, succeeded: [], refused, lost: [...lost, ...batch], lossError };
  }
  if (batch.length === 0) return { run: null, succeeded: [], refused, lost: [], lossError: null };
  beforeRun(batch);
  const startedAt = new Date();
  const started = performance.now();
  const run = (durationMs: number, error: CodedError | null): FinishedRun => ({
    batchSize: batch.length,
    durationMs,
    startedAt,
    error,
  });
  try {
    const { hypotheses, durationMs } = await engine.run(pictures, seedsOf(batch), requestIdsOf(batch));
    const succeeded = ready.map(({ slot, picture }, index) => ({
      slot,
      hypotheses: hypotheses[index] ?? [],
      preprocessMs: picture.preprocessMs,
      inferenceMs: durationMs,
    }));
    return { run: run(durationMs, null), succeeded, refused, lost: [], lossError: null };
  } catch (thrown) {
    const error = toCodedError(thrown);
    const failed = run(performance.now() - started, error);
    return { run: failed, succeeded: [], refused, lost: batch, lossError: error };
  }
}

/** How often a batch is prepared anew because the engine was replaced meanwhile. */
const replacements = 3;

/** Has all pictures in one incarnation of the engine: what one prepared that has been replaced since is prepared again. */
async function preparedTogether(
  slots: readonly BatchSlot[],
  engine: BatchEngine,
  prepare: (slot: BatchSlot) => Promise<PreparedPicture>,
): Promise<PromiseSettledResult<PreparedPicture>[]> {
  for (let attempt = 1; ; attempt++) {
    const settled = await Promise.allSettled(slots.map((slot) => prepare(slot)));
    const gone = slots.filter((_, index) => {
      const result = settled[index]!;
      return result.status === 'fulfilled' && !engine.holds(result.value);
    });
    if (gone.length === 0 || attempt > replacements) return settled;
    for (const slot of gone) slot.prepared = null;
  }
}

function requestIdsOf(batch: readonly BatchSlot[]): string[] {
  return [
    ...new Set(batch.flatMap(({ tickets }) => [...tickets].flatMap(({ requestId }) => requestId ?? []))),
  ];
}

/** All captions of a graph are drawn, or none is. */
function seedsOf(batch: readonly BatchSlot[]): number[] | null {
  const seeds = batch.map(({ work }) => work.seed).filter((seed) => seed !== null);
  return seeds.length === batch.length ? seeds : null;
}
