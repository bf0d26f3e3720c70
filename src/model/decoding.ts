import { BadModelError } from '../errors/bad-model-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';

/** Beam search finds the likeliest captions it can; sampling draws one caption at random, by probability. */
export type DecodingMethod = 'BEAM' | 'SAMPLE';

/** How captions are searched or drawn; every field is part of the compiled graph. */
export interface Decoding {
  readonly method: DecodingMethod;
  /** Hypotheses followed, and the most that are returned; 1 where captions are drawn. */
  readonly beamSize: number;
  /** Most tokens of a caption, without the end token (`max_len_b`). */
  readonly maxTokens: number;
  /** Steps during which a caption may not end (`min_len`). */
  readonly minTokens: number;
  /** No run of this many tokens occurs twice; 0 bans nothing. */
  readonly noRepeatNgramSize: number;
  /** A hypothesis' score is its log-probability divided by `length ** lengthPenalty`. */
  readonly lengthPenalty: number;
  /** Logits are divided by it. */
  readonly temperature: number;
  /** A token is drawn only among so many of the likeliest; 0 draws among all. */
  readonly topK: number;
  /** A token is drawn only among the likeliest that together have this probability; 1 draws among all. */
  readonly topP: number;
}

type DecodingNumber = Exclude<keyof Decoding, 'method'>;

interface Range {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** Accepted values of each field, ends included. */
export const decodingRanges: Readonly<Record<DecodingNumber, Range>> = {
  beamSize: { min: 1, max: 32, integer: true },
  maxTokens: { min: 1, max: 256, integer: true },
  minTokens: { min: 0, max: 256, integer: true },
  noRepeatNgramSize: { min: 0, max: 32, integer: true },
  lengthPenalty: { min: -10, max: 10, integer: false },
  temperature: { min: 0.01, max: 100, integer: false },
  topK: { min: 0, max: 100_000, integer: true },
  topP: { min: 0.000_001, max: 1, integer: false },
};

/** What ofa_for_all_tasks.py:154-163 and sequence_generator.py:37-60 take where configuration.json is silent. */
export const defaultDecoding: Decoding = {
  method: 'BEAM',
  beamSize: 5,
  maxTokens: 16,
  minTokens: 1,
  noRepeatNgramSize: 3,
  lengthPenalty: 1,
  temperature: 1,
  topK: 0,
  topP: 1,
};

/** What a request changes, under the names that profiles have for it. */
export type DecodingOverrides = {
  readonly [Field in DecodingNumber]?: Decoding[Field] | null | undefined;
} & {
  readonly decoding?: DecodingMethod | null | undefined;
  /** The method is named `decoding` here, so that a `Decoding` is never taken for overrides. */
  readonly method?: never;
};

/** What `resolveDecoding` asks of a model; a `ModelPackage` is one. */
export interface DecodingLimits {
  readonly decoding: Decoding;
  readonly config: { readonly maxPositions: number; readonly vocabSize: number };
}

/**
 * The decoding of a request: the model's published values, replaced where an override is given; null or undefined keeps them.
 * What has no effect is made equal, so that equal graphs have equal decodings: a drawn caption is one draw, with beam size 1
 * whatever was asked; beam search has neither top-k nor top-p; a top-k of the whole vocabulary is none.
 * @throws InvalidInputError naming the first field that is out of range
 */
export function resolveDecoding(model: DecodingLimits, overrides: DecodingOverrides = {}): Decoding {
  const decoding = withOverrides(model.decoding, overrides);
  const fault = findFault(decoding, model.config);
  if (fault !== null) throw new InvalidInputError(fault.message, [fault.field]);
  return withoutIdleValues(decoding, model.config.vocabSize);
}

/**
 * Checks what configuration.json publishes.
 * @throws BadModelError
 */
export function checkPublishedDecoding(
  decoding: Decoding,
  limits: DecodingLimits['config'],
  path: string,
): void {
  const fault = findFault(decoding, limits);
  if (fault !== null) throw new BadModelError(`${path}: beam_search: ${fault.message}`);
}

function withOverrides(published: Decoding, overrides: DecodingOverrides): Decoding {
  return {
    method: overrides.decoding ?? published.method,
    beamSize: overrides.beamSize ?? published.beamSize,
    maxTokens: overrides.maxTokens ?? published.maxTokens,
    minTokens: overrides.minTokens ?? published.minTokens,
    noRepeatNgramSize: overrides.noRepeatNgramSize ?? published.noRepeatNgramSize,
    lengthPenalty: overrides.lengthPenalty ?? published.lengthPenalty,
    temperature: overrides.temperature ?? published.temperature,
    topK: overrides.topK ?? published.topK,
    topP: overrides.topP ?? published.topP,
  };
}

function withoutIdleValues(decoding: Decoding, vocabSize: number): Decoding {
  if (decoding.method === 'BEAM') return { ...decoding, topK: 0, topP: 1 };
  return { ...decoding, beamSize: 1, topK: decoding.topK < vocabSize ? decoding.topK : 0 };
}

function findFault(
  decoding: Decoding,
  limits: DecodingLimits['config'],
): { field: DecodingNumber; message: string } | null {
  for (const [field, range] of Object.entries(decodingRanges) as [DecodingNumber, Range][]) {
    const value = decoding[field];
    const inRange = value >= range.min && value <= range.max && (!range.integer || Number.isInteger(value));
    if (!inRange) {
      const kind = range.integer ? 'a whole number' : 'a number';
      return { field, message: `${field} must be ${kind} from ${range.min} to ${range.max}, not ${value}` };
    }
  }
  if (decoding.minTokens > decoding.maxTokens) {
    return {
      field: 'minTokens',
      message: `minTokens ${decoding.minTokens} is larger than maxTokens ${decoding.maxTokens}`,
    };
  }
  if (decoding.maxTokens >= limits.maxPositions) {
    return {
      field: 'maxTokens',
      message: `maxTokens must be below the model's ${limits.maxPositions} positions`,
    };
  }
  if (decoding.method === 'BEAM' && 2 * decoding.beamSize > limits.vocabSize) {
    return {
      field: 'beamSize',
      message: `beamSize must be at most half of the vocabulary (${limits.vocabSize})`,
    };
  }
  return null;
}
