import { ngramCounts, wordsOf } from './ngrams.js';

const longestNgram = 4;
/** Standard deviation, in words, of the penalty on a difference in length. */
const sigma = 6;

/** A caption's n-grams of one length, weighted by how few pictures they belong to. */
interface TfIdfVector {
  readonly weights: ReadonlyMap<string, number>;
  readonly norm: number;
}

interface WeightedCaption {
  readonly length: number;
  /** Index 0 holds the words, index 3 the runs of four words. */
  readonly vectors: readonly TfIdfVector[];
}

/**
 * CIDEr-D of one candidate caption a picture against that picture's references, on the scale where 1.0 is published as
 * "100". Document frequencies come from the references given; every candidate must have some.
 *
 * Source: Vedantam et al., "CIDEr: Consensus-based Image Description Evaluation" (2015), section 5.2, with the constants of
 * coco-caption's `ciderD_scorer.py` (sigma 6, times 10), without its tokenizer and stemming.
 */
export function ciderD(
  candidates: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, readonly string[]>,
): number {
  const idf = inverseDocumentFrequency(references);
  let total = 0;
  for (const [file, text] of candidates) {
    const captions = references.get(file);
    if (captions === undefined || captions.length === 0) throw new RangeError(`No references for ${file}`);
    const candidate = weighted(text, idf);
    const similarities = captions.map((reference) => similarity(candidate, weighted(reference, idf)));
    total += (10 * sum(similarities)) / captions.length;
  }
  return candidates.size === 0 ? 0 : total / candidates.size;
}

type Idf = (ngram: string) => number;

/** Natural logarithm of the number of pictures over the number of those with the n-gram in a reference (at least 1). */
function inverseDocumentFrequency(references: ReadonlyMap<string, readonly string[]>): Idf {
  const pictures = new Map<string, number>();
  for (const captions of references.values()) {
    const seen = new Set<string>();
    for (const caption of captions) {
      const words = wordsOf(caption);
      for (let n = 1; n <= longestNgram; n++)
        for (const ngram of ngramCounts(words, n).keys()) seen.add(ngram);
    }
    for (const ngram of seen) pictures.set(ngram, (pictures.get(ngram) ?? 0) + 1);
  }
  return (ngram) => Math.log(references.size) - Math.log(pictures.get(ngram) ?? 1);
}

function weighted(caption: string, idf: Idf): WeightedCaption {
  const words = wordsOf(caption);
  const vectors: TfIdfVector[] = [];
  for (let n = 1; n <= longestNgram; n++) {
    const weights = new Map<string, number>();
    let squares = 0;
    for (const [ngram, count] of ngramCounts(words, n)) {
      const weight = count * idf(ngram);
      weights.set(ngram, weight);
      squares += weight * weight;
    }
    vectors.push({ weights, norm: Math.sqrt(squares) });
  }
  return { length: words.length, vectors };
}

/** Mean over the n-gram lengths of the clipped cosine, with a Gaussian penalty on the difference in length; 0 to 1. */
function similarity(candidate: WeightedCaption, reference: WeightedCaption): number {
  const difference = candidate.length - reference.length;
  const penalty = Math.exp(-(difference * difference) / (2 * sigma * sigma));
  const cosines = candidate.vectors.map((vector, i) => clippedCosine(vector, reference.vectors[i]!));
  return (sum(cosines) / longestNgram) * penalty;
}

function clippedCosine(candidate: TfIdfVector, reference: TfIdfVector): number {
  const norms = candidate.norm * reference.norm;
  if (norms === 0) return 0;
  let product = 0;
  for (const [ngram, weight] of candidate.weights) {
    const other = reference.weights.get(ngram) ?? 0;
    product += Math.min(weight, other) * other;
  }
  return product / norms;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
