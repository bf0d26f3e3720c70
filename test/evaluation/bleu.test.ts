import { describe, expect, test } from 'vitest';
import { bleu4 } from '../../src/evaluation/bleu.js';

const candidate = (text: string) => new Map([['a.jpg', text]]);
const references = (...texts: string[]) => new Map([['a.jpg', texts]]);

describe('corpus BLEU-4', () => {
  test('is 1 where the caption is a reference', () => {
    expect(bleu4(candidate('A dog runs on grass'), references('a dog runs on grass', 'grass'))).toBeCloseTo(
      1,
      12,
    );
  });

  test('is 0, unsmoothed, where no run of four words agrees', () => {
    expect(bleu4(candidate('a dog runs on grass'), references('a dog runs in grass'))).toBe(0);
  });

  test('counts, clips and shortens as worked out by hand', () => {
    // "the the cat sat on the mat" against "the cat sat on the mat": the third "the" is clipped.
    // 6 of 7 words, 5 of 6 pairs, 4 of 5 triples, 3 of 4 runs of four; longer than the reference, so no brevity penalty.
    const precision = (6 / 7) * (5 / 6) * (4 / 5) * (3 / 4);
    expect(bleu4(candidate('the the cat sat on the mat'), references('the cat sat on the mat'))).toBeCloseTo(
      precision ** 0.25,
      12,
    );
  });

  test('takes the closest reference length, the shorter of two', () => {
    const text = 'a dog runs on grass';
    // Six and eight words: six is closer to five.
    expect(bleu4(candidate(text), references(`${text} today`, `${text} today and tomorrow`))).toBeCloseTo(
      Math.exp(1 - 6 / 5),
      12,
    );
    // Four and six words are equally close: no penalty on five.
    expect(bleu4(candidate(text), references(`${text} today`, 'a dog runs on'))).toBeCloseTo(1, 12);
  });

  test('adds up the corpus before it divides', () => {
    const candidates = new Map([
      ['a.jpg', 'a dog runs on grass'],
      ['b.jpg', 'one two three four'],
    ]);
    const others = new Map([
      ['a.jpg', ['a dog runs on grass']],
      ['b.jpg', ['five six seven eight']],
    ]);
    const precision = (5 / 9) * (4 / 7) * (3 / 5) * (2 / 3);
    expect(bleu4(candidates, others)).toBeCloseTo(precision ** 0.25, 12);
  });

  test('asks for references', () => {
    expect(() => bleu4(candidate('a dog'), new Map())).toThrow('a.jpg');
  });
});
