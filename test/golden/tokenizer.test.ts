import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { captionText, cleanUp } from '../../src/model/tokenizer/caption-text.js';
import { readTokenizer } from '../../src/model/tokenizer/read-tokenizer.js';
import { goldenPath, readGoldenJson } from './golden-data.js';

const decodeSchema = z.object({
  ids: z.array(z.number()),
  decoded: z.string(),
  cleaned: z.string(),
  caption: z.string(),
});
const { encode, decode } = readGoldenJson(
  'tokenizer/cases.json',
  z.object({
    encode: z.array(decodeSchema.extend({ text: z.string() })),
    decode: z.array(decodeSchema.extend({ note: z.string() })),
  }),
);
const tokenizer = await readTokenizer(dirname(goldenPath('tokenizer/vocab.json')));

describe('encodes', () => {
  test.each(encode)('$text', ({ text, ids }) => {
    expect(tokenizer.encode(text)).toEqual(ids);
  });
});

describe('decodes and makes captions', () => {
  test.each([...decode, ...encode])('$ids', ({ ids, decoded, cleaned, caption }) => {
    const text = tokenizer.decode(ids);
    expect(text).toBe(decoded);
    expect(cleanUp(text)).toBe(cleaned);
    expect(captionText(text, 'en')).toBe(caption);
  });
});
