import type { PlainError } from '../errors/coded-error.js';
import type { CaptionRow, HypothesisRow, ImageFacts, TimingFacts } from './caption-records.js';
import type { Prisma } from './generated/client.js';
import type { CaptionStatus, Priority } from './generated/enums.js';

/** What is known of a caption when it is asked for. */
export interface NewCaption {
  readonly image: ImageFacts;
  readonly modelName: string;
  readonly modelHash: string;
  /** Null where it was deleted meanwhile. */
  readonly profileId: number | null;
  readonly alternativesWanted: number;
  readonly timeoutMs: number;
  readonly priority: Priority;
  readonly reuse: boolean;
  /** What its random numbers are made from; null with beam search. */
  readonly seed: number | null;
  /** Equal for captions whose result must be equal; null until the picture is known. */
  readonly resultKey: string | null;
  /** The key it is asked for with; null and absent: nobody's. */
  readonly ownerId?: number | null;
  readonly createdAt: Date;
}

export type CaptionEnding = {
  readonly id: number;
  readonly attempts: number;
  readonly timings: TimingFacts;
} & (
  | { readonly hypotheses: readonly HypothesisRow[]; readonly cached: boolean }
  | { readonly error: PlainError; readonly status: 'FAILED' | 'CANCELED' }
);

export type CaptionColumns = Prisma.CaptionUncheckedUpdateInput;

/** Columns that a change sets, its state among them where that changes. */
export type ChangedColumns = CaptionColumns & { readonly status?: CaptionStatus };

/** A caption that is taken up again as if it had just been asked for. */
export const afresh = {
  status: 'QUEUED',
  attempts: 1,
  errorCode: null,
  errorMessage: null,
  finishedAt: null,
  queueMs: null,
  preprocessMs: null,
  inferenceMs: null,
  totalMs: null,
  runId: null,
} as const;

export function newRow({ image, ...caption }: NewCaption) {
  return { ...caption, ...imageColumns(image), alternatives: [] };
}

export function imageColumns(image: ImageFacts) {
  return {
    imageName: image.name,
    imageUrl: image.url,
    imageSha256: image.sha256,
    imageBytes: image.bytes,
    imageWidth: image.width,
    imageHeight: image.height,
    imageFormat: image.format,
  };
}

export function endingColumns(ending: CaptionEnding): ChangedColumns {
  const common = { ...ending.timings, attempts: ending.attempts };
  if ('error' in ending) {
    const { code, message } = ending.error;
    return { ...common, status: ending.status, errorCode: code, errorMessage: message };
  }
  const [best, ...alternatives] = ending.hypotheses;
  return {
    ...common,
    status: 'SUCCEEDED',
    cached: ending.cached,
    text: best?.text ?? '',
    score: best?.score ?? 0,
    alternatives: alternatives.map(({ text, score }) => ({ text, score })),
  };
}

export function resultOf(earlier: CaptionRow) {
  const { text, score, runId } = earlier;
  return { text, score, runId, alternatives: earlier.alternatives as Prisma.InputJsonValue, cached: true };
}

export function timingsSince(createdAt: Date, now: Date): TimingFacts {
  const totalMs = now.getTime() - createdAt.getTime();
  return { queueMs: totalMs, preprocessMs: 0, inferenceMs: 0, totalMs };
}
