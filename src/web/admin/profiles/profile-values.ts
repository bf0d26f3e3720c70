import type { Wording } from '../../../errors/wording.js';
import {
  forcedOntoGpu,
  halfPrecisionOnCpu,
  int8OnGpu,
  noGpuToChoose,
  samplingOnly,
} from '../../../messages/about-contradictions.js';
import type { ParameterName } from './parameters.js';

/** The parameters of a profile. */
export interface ProfileValues {
  readonly name: string;
  readonly model: string;
  readonly device: 'AUTO' | 'CPU' | 'CUDA';
  readonly deviceIds: readonly number[];
  readonly forceCuda: boolean;
  readonly batchSize: number;
  readonly maxBatchDelayMs: number;
  readonly maxImageSize: number | null;
  readonly precision: 'FP32' | 'FP16' | 'BF16' | 'INT8';
  readonly memoryLimitMiB: number | null;
  readonly memoryHeadroom: number;
  readonly lowMemory: boolean;
  readonly decoding: 'BEAM' | 'SAMPLE';
  readonly beamSize: number | null;
  readonly maxTokens: number | null;
  readonly minTokens: number | null;
  readonly noRepeatNgramSize: number | null;
  readonly lengthPenalty: number | null;
  readonly temperature: number | null;
  readonly topK: number;
  readonly topP: number;
  readonly seed: number | null;
  readonly deterministic: boolean;
  readonly maxRetries: number;
  readonly retryDelayMs: number;
  readonly timeoutMs: number;
  readonly queueSize: number;
  readonly monitoring: boolean;
}

/** Values that are accepted each by itself, but not together. */
export interface Contradiction {
  /** The one to change first. */
  readonly parameter: ParameterName;
  readonly wording: Wording;
}

/** The first contradiction, in the order and with the words in which the server finds it; null where there is none. */
export function findContradiction(values: ProfileValues): Contradiction | null {
  const { device, deviceIds, precision, forceCuda, decoding, topK, topP, minTokens, maxTokens } = values;
  if (device === 'CPU' && (precision === 'FP16' || precision === 'BF16')) {
    return { parameter: 'precision', wording: halfPrecisionOnCpu(precision) };
  }
  if (device === 'CPU' && forceCuda) return { parameter: 'forceCuda', wording: forcedOntoGpu() };
  if (precision === 'INT8' && (device === 'CUDA' || forceCuda)) {
    return { parameter: 'precision', wording: int8OnGpu() };
  }
  if (device === 'CPU' && deviceIds.length > 0) return { parameter: 'deviceIds', wording: noGpuToChoose() };
  if (decoding === 'BEAM' && topK !== 0) return { parameter: 'topK', wording: samplingOnly('topK', 0) };
  if (decoding === 'BEAM' && topP !== 1) return { parameter: 'topP', wording: samplingOnly('topP', 1) };
  if (minTokens !== null && maxTokens !== null && minTokens > maxTokens) {
    return { parameter: 'minTokens', wording: longerThanLongest(minTokens, maxTokens) };
  }
  return null;
}

function longerThanLongest(minTokens: number, maxTokens: number): Wording {
  return {
    en: `minTokens ${minTokens} is larger than maxTokens ${maxTokens}.`,
    zh: `minTokens ${minTokens} 大于 maxTokens ${maxTokens}。`,
  };
}
