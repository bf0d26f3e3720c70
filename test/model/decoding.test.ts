import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/errors/invalid-input-error.js';
import { defaultDecoding, resolveDecoding, type DecodingOverrides } from '../../src/model/decoding.js';

const model = { decoding: defaultDecoding, config: { maxPositions: 1024, vocabSize: 59457 } };

describe('resolveDecoding', () => {
  test('keeps what is published where nothing is given', () => {
    expect(resolveDecoding(model)).toEqual(defaultDecoding);
    expect(resolveDecoding(model, { beamSize: null, temperature: undefined })).toEqual(defaultDecoding);
  });

  test('replaces what is given', () => {
    expect(resolveDecoding(model, { beamSize: 1, lengthPenalty: 0.6 })).toEqual({
      ...defaultDecoding,
      beamSize: 1,
      lengthPenalty: 0.6,
    });
  });

  test.each<[keyof DecodingOverrides, number]>([
    ['beamSize', 0],
    ['beamSize', 2.5],
    ['maxTokens', 0],
    ['maxTokens', 257],
    ['minTokens', -1],
    ['minTokens', 17],
    ['noRepeatNgramSize', -1],
    ['lengthPenalty', NaN],
    ['temperature', 0],
    ['temperature', Infinity],
    ['topK', -1],
    ['topK', 100_001],
    ['topP', 0],
    ['topP', 1.01],
  ])('refuses %s %s and names it', (field, value) => {
    const resolve = () => resolveDecoding(model, { [field]: value });
    expect(resolve).toThrow(InvalidInputError);
    expect(resolve).toThrow(field);
  });

  test('a drawn caption is one draw, whatever beam size is asked', () => {
    const sampled = { decoding: 'SAMPLE', beamSize: 7, topK: 40, topP: 0.9 } as const;
    expect(resolveDecoding(model, sampled)).toEqual({
      ...defaultDecoding,
      method: 'SAMPLE',
      beamSize: 1,
      topK: 40,
      topP: 0.9,
    });
    expect(() => resolveDecoding(model, { decoding: 'SAMPLE', beamSize: 0 })).toThrow('beamSize');
  });

  test('settings without effect make no other decoding', () => {
    expect(resolveDecoding(model, { topK: 40, topP: 0.9 })).toEqual(defaultDecoding);
    const all = resolveDecoding(model, { decoding: 'SAMPLE' });
    expect(resolveDecoding(model, { decoding: 'SAMPLE', topK: 59457 })).toEqual(all);
    expect(resolveDecoding(model, { decoding: 'SAMPLE', topK: 59456 })).not.toEqual(all);
  });

  test('refuses more beams than half of the vocabulary', () => {
    const small = { ...model, config: { maxPositions: 64, vocabSize: 8 } };
    expect(() => resolveDecoding(small, { beamSize: 5 })).toThrow('beamSize');
  });
});
