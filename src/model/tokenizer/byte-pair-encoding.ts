import { characterOfByte } from './byte-alphabet.js';

/**
 * GPT-2's split into words: contractions, letters, numbers and other signs, each with the blank before it. White space is
 * Unicode's White_Space property; JavaScript's `\s` differs from it in U+0085 and U+FEFF.
 */
const words =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** Byte-level byte-pair encoding with a ranked list of merges. */
export class BytePairEncoding {
  readonly #ranks: ReadonlyMap<string, number>;

  /** @param merges pairs joined by one blank, the most frequent first, as lines of merges.txt */
  constructor(merges: readonly string[]) {
    this.#ranks = new Map(merges.map((pair, rank) => [pair, rank]));
  }

  /** The pieces of a text in the byte alphabet, all merges applied. */
  pieces(text: string): string[] {
    const utf8 = new TextEncoder();
    return (text.match(words) ?? []).flatMap((word) =>
      this.#merge(Array.from(utf8.encode(word), (byte) => characterOfByte[byte]!)),
    );
  }

  #merge(symbols: string[]): string[] {
    for (;;) {
      let bestRank = Infinity;
      let best: readonly [string, string] | null = null;
      for (let i = 0; i + 1 < symbols.length; i++) {
        const rank = this.#ranks.get(`${symbols[i]!} ${symbols[i + 1]!}`);
        if (rank !== undefined && rank < bestRank) {
          bestRank = rank;
          best = [symbols[i]!, symbols[i + 1]!];
        }
      }
      if (best === null) return symbols;
      symbols = joinPair(symbols, best);
    }
  }
}

function joinPair(symbols: readonly string[], [left, right]: readonly [string, string]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      joined.push(left + right);
      i++;
    } else {
      joined.push(symbols[i]!);
    }
  }
  return joined;
}
