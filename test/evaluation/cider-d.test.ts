import { describe, expect, test } from 'vitest';
import { ciderD } from '../../src/evaluation/cider-d.js';

const references = new Map([
  ['dog.jpg', ['a dog runs on grass']],
  ['cat.jpg', ['a cat sleeps at home']],
]);

describe('CIDEr-D', () => {
  test('is 10 where a caption is its only reference', () => {
    expect(ciderD(new Map([['dog.jpg', 'A dog runs  on grass']]), references)).toBeCloseTo(10, 12);
  });

  test('is 0 where only words that every picture has agree', () => {
    expect(ciderD(new Map([['dog.jpg', 'a bird']]), references)).toBe(0);
  });

  test('takes the mean over the captions', () => {
    const candidates = new Map([
      ['dog.jpg', 'a dog runs on grass'],
      ['cat.jpg', 'zebras'],
    ]);
    expect(ciderD(candidates, references)).toBeCloseTo(5, 12);
  });

  test('weighs, clips and penalises as worked out by hand', () => {
    // Unigrams: "a" belongs to both pictures and weighs 0; every other n-gram weighs ln 2, which cancels out.
    // Candidate: dog 2, runs 1 -> norm sqrt 5; reference: dog, runs, on, grass 1 each -> norm 2; clipped product 2.
    // Bigrams: candidate "a dog", "dog dog", "dog runs" -> norm sqrt 3; reference four -> norm 2; "a dog", "dog runs" agree.
    // Trigrams: candidate "a dog dog", "dog dog runs"; none agrees, nor does the only run of four.
    // Four words against five: exp(-1 / 72).
    const expected = ((10 * (2 / (Math.sqrt(5) * 2) + 2 / (Math.sqrt(3) * 2))) / 4) * Math.exp(-1 / 72);
    expect(ciderD(new Map([['dog.jpg', 'a dog dog runs']]), references)).toBeCloseTo(expected, 12);
  });

  test('takes the mean over the references', () => {
    const two = new Map([
      ['dog.jpg', ['a dog runs on grass', 'nothing of this kind here']],
      ['cat.jpg', ['a cat sleeps at home']],
    ]);
    expect(ciderD(new Map([['dog.jpg', 'a dog runs on grass']]), two)).toBeCloseTo(5, 12);
  });

  test('scores an empty caption 0', () => {
    expect(ciderD(new Map([['dog.jpg', '']]), references)).toBe(0);
  });

  test('asks for references', () => {
    expect(() => ciderD(new Map([['bird.jpg', 'a bird']]), references)).toThrow('bird.jpg');
  });
});
