import { createHash } from 'node:crypto';
import type { Provider } from '../engine/protocol.js';
import type { Decoding } from '../model/decoding.js';
import type { Precision } from '../model/precision.js';

/** What decides the text of a picture's caption, besides picture and model. */
export interface ResultVariant {
  readonly decoding: Decoding;
  readonly precision: Precision;
  /** Of the ranges that INT8 calculates with; null in other precisions. */
  readonly calibration: string | null;
  readonly lowMemory: boolean;
  readonly deterministic: boolean;
  readonly provider: Provider;
  readonly maxImageSize: number | null;
  /** Null where captions are searched, not drawn. */
  readonly seed: number | null;
}

/** Equal for captions whose text must be equal: the same picture, model and everything that decides what is said. */
export function resultKey(sha256: string, modelHash: string, variant: ResultVariant): string {
  const { decoding, precision, calibration, lowMemory, deterministic, provider } = variant;
  const { maxImageSize, seed } = variant;
  const arithmetic = [precision, calibration, lowMemory, deterministic, provider];
  const parts = [sha256, modelHash, decodingValues(decoding), maxImageSize, arithmetic, seed];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function decodingValues(decoding: Decoding): (string | number)[] {
  const { method, beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty } = decoding;
  const { temperature, topK, topP } = decoding;
  const search = [beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty, temperature];
  return [method, ...search, topK, topP];
}
