import { byteOfCharacter } from './byte-alphabet.js';
import { BytePairEncoding } from './byte-pair-encoding.js';

/** Ids that OFA fixes (configuration_ofa.py:167-224). */
export const specialIds = { bos: 0, pad: 1, eos: 2, unk: 3 } as const;

/** OFA adds these in code behind the vocabulary (ofa_for_all_tasks.py:118-121). */
const codeTokens = 8192;
const binTokens = 1000;

/** OFA's byte-level BPE tokenizer (tokenization_ofa.py:70-82, GPT-2's algorithm). */
export class Tokenizer {
  /** Number of entries of vocab.json. */
  readonly size: number;
  readonly #idOfPiece: ReadonlyMap<string, number>;
  readonly #pieceOfId: readonly string[];
  readonly #encoding: BytePairEncoding;
  readonly #skippedIds: ReadonlySet<number>;

  /**
   * @param pieces vocabulary in id order; the first four are `<s> <pad> </s> <unk>`
   * @param merges lines of merges.txt without its version line
   */
  constructor(pieces: readonly string[], merges: readonly string[]) {
    this.size = pieces.length;
    this.#pieceOfId = pieces;
    this.#idOfPiece = new Map(pieces.map((piece, id) => [piece, id]));
    this.#encoding = new BytePairEncoding(merges);
    const mask = this.#idOfPiece.get('<mask>');
    this.#skippedIds = new Set([...Object.values(specialIds), ...(mask === undefined ? [] : [mask])]);
  }

  /** Number of ids that `decode` can spell: the vocabulary with the added `<code_i>` and `<bin_i>`. */
  get sizeWithAddedTokens(): number {
    return this.size + codeTokens + binTokens;
  }

  /**
   * Ids of a text, without bos and eos; literal special tokens get no special treatment. A piece that merging made but the
   * vocabulary lacks is spelled byte by byte, which a byte-level vocabulary always can.
   */
  encode(text: string): number[] {
    return this.#encoding.pieces(text).flatMap((piece) => {
      const id = this.#idOfPiece.get(piece);
      if (id !== undefined) return [id];
      return Array.from(piece, (character) => this.#idOfPiece.get(character) ?? specialIds.unk);
    });
  }

  /**
   * The text of some ids: special tokens are skipped, ordinary ones joined as bytes and read as UTF-8 (invalid bytes become
   * U+FFFD); an added token ends the piece, and pieces are joined with one blank.
   */
  decode(ids: Iterable<number>): string {
    const texts: string[] = [];
    let bytes: number[] = [];
    const endPiece = () => {
      if (bytes.length > 0)
        texts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes)));
      bytes = [];
    };
    for (const id of ids) {
      if (this.#skippedIds.has(id)) continue;
      const piece = this.#pieceOfId[id];
      if (piece === undefined) {
        endPiece();
        texts.push(this.#addedToken(id));
      } else {
        bytes.push(...bytesOfPiece(piece));
      }
    }
    endPiece();
    return texts.join(' ');
  }

  #addedToken(id: number): string {
    const index = id - this.size;
    return index < codeTokens ? `<code_${index}>` : `<bin_${index - codeTokens}>`;
  }
}

/** A piece that somebody added outside the byte alphabet stands for its own UTF-8 bytes. */
function bytesOfPiece(piece: string): Iterable<number> {
  const bytes = Array.from(piece, (character) => byteOfCharacter.get(character));
  return bytes.every((byte) => byte !== undefined) ? bytes : new TextEncoder().encode(piece);
}
