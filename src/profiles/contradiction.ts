import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { Wording } from '../errors/wording.js';
import {
  forcedOntoGpu,
  halfPrecisionOnCpu,
  int8OnGpu,
  noGpuToChoose,
  samplingOnly,
} from '../messages/about-contradictions.js';
import type { ProfileParameter, ProfileParameters } from './parameter-rules.js';

/** Values that are accepted each by itself, but not together. */
export interface Contradiction {
  /** The one to change first. */
  readonly parameter: ProfileParameter;
  /** All that take part in it. */
  readonly among: readonly ProfileParameter[];
  readonly wording: Wording;
}

type Rule = (values: ProfileParameters) => Contradiction | null;

const rules: readonly Rule[] = [
  ({ device, precision }) =>
    device === 'CPU' && (precision === 'FP16' || precision === 'BF16')
      ? { parameter: 'precision', among: ['precision', 'device'], wording: halfPrecisionOnCpu(precision) }
      : null,
  ({ device, forceCuda }) =>
    device === 'CPU' && forceCuda
      ? { parameter: 'forceCuda', among: ['forceCuda', 'device'], wording: forcedOntoGpu() }
      : null,
  ({ device, precision, forceCuda }) =>
    precision === 'INT8' && (device === 'CUDA' || forceCuda)
      ? { parameter: 'precision', among: ['precision', 'device', 'forceCuda'], wording: int8OnGpu() }
      : null,
  ({ device, deviceIds }) =>
    device === 'CPU' && deviceIds.length > 0
      ? { parameter: 'deviceIds', among: ['deviceIds', 'device'], wording: noGpuToChoose() }
      : null,
  ({ decoding, topK }) =>
    decoding === 'BEAM' && topK !== 0
      ? { parameter: 'topK', among: ['topK', 'decoding'], wording: samplingOnly('topK', 0) }
      : null,
  ({ decoding, topP }) =>
    decoding === 'BEAM' && topP !== 1
      ? { parameter: 'topP', among: ['topP', 'decoding'], wording: samplingOnly('topP', 1) }
      : null,
];

/** The first contradiction among values that are each accepted by themselves; null where there is none. */
export function findContradiction(values: ProfileParameters): Contradiction | null {
  for (const rule of rules) {
    const found = rule(values);
    if (found !== null) return found;
  }
  return null;
}

/** @throws InvalidInputError naming the parameter of the input to change */
export function checkContradictions(values: ProfileParameters): void {
  const found = findContradiction(values);
  if (found !== null) throw new InvalidInputError(found.wording, ['input', found.parameter]);
}
