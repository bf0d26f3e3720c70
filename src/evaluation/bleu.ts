import { ngramCounts, wordsOf } from './ngrams.js';

const longestNgram = 4;

/**
 * Corpus BLEU-4, 0 to 1: clipped n-gram precisions over all captions, unsmoothed, with the brevity penalty on the references
 * closest in length (the shorter of two equally close ones).
 *
 * Source: Papineni et al., "BLEU: a Method for Automatic Evaluation of Machine Translation" (2002).
 */
export function bleu4(
  candidates: ReadonlyMap<string, string>,
  references: ReadonlyMap<string, readonly string[]>,
): number {
  const matches = new Array<number>(longestNgram).fill(0);
  const totals = new Array<number>(longestNgram).fill(0);
  let candidateLength = 0;
  let referenceLength = 0;
  for (const [file, text] of candidates) {
    const words = wordsOf(text);
    const others = (references.get(file) ?? []).map(wordsOf);
    if (others.length === 0) throw new RangeError(`No references for ${file}`);
    candidateLength += words.length;
    referenceLength += closestLength(words.length, others);
    for (let n = 1; n <= longestNgram; n++) {
      const allowed = highestCounts(others, n);
      for (const [ngram, count] of ngramCounts(words, n)) {
        totals[n - 1]! += count;
        matches[n - 1]! += Math.min(count, allowed.get(ngram) ?? 0);
      }
    }
  }
  if (matches.includes(0)) return 0;
  const logPrecision = matches.reduce((total, match, i) => total + Math.log(match / totals[i]!), 0);
  const brevityPenalty = Math.min(1, Math.exp(1 - referenceLength / candidateLength));
  return brevityPenalty * Math.exp(logPrecision / longestNgram);
}

function closestLength(length: number, references: readonly (readonly string[])[]): number {
  return references
    .map((reference) => reference.length)
    .reduce((best, other) => {
      const nearer = Math.abs(other - length) - Math.abs(best - length);
      return nearer < 0 || (nearer === 0 && other < best) ? other : best;
    });
}

/** For each n-gram the most times that one of the references has it. */
function highestCounts(references: readonly (readonly string[])[], n: number): Map<string, number> {
  const highest = new Map<string, number>();
  for (const reference of references) {
    for (const [ngram, count] of ngramCounts(reference, n)) {
      highest.set(ngram, Math.max(count, highest.get(ngram) ?? 0));
    }
  }
  return highest;
}
