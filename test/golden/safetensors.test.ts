import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';
import { goldenPath, readGoldenJson } from './golden-data.js';

const tensorSchema = z.object({
  name: z.string(),
  dtype: z.string(),
  shape: z.array(z.number()),
  values: z.array(z.union([z.number(), z.string(), z.boolean()])),
  bytes_sha256: z.string(),
});
const files = readGoldenJson(
  'safetensors/expected.json',
  z.record(
    z.string(),
    z.object({
      expect: z.enum(['load', 'refuse', 'either', 'refuse-or-empty']),
      tensors: z.array(tensorSchema).optional(),
      error_mentions: z.string().optional(),
    }),
  ),
);
const path = (file: string) => goldenPath(`safetensors/${file}`);
const thatAre = (...kinds: string[]) =>
  Object.entries(files).filter(([, { expect }]) => kinds.includes(expect));

describe('loads', () => {
  test.each(thatAre('load'))('%s', async (file, { tensors = [] }) => {
    const checkpoint = await openSafetensors(path(file));
    expect([...checkpoint.tensors.keys()].sort()).toEqual(tensors.map(({ name }) => name).sort());
    for (const { name, dtype, shape, values, bytes_sha256 } of tensors) {
      expect(checkpoint.tensors.get(name)).toMatchObject({ dtype, shape });
      const bytes = await checkpoint.readBytes(name);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(bytes_sha256);
      if (!['F32', 'F16', 'BF16'].includes(dtype)) {
        await expect(checkpoint.readFloats(name)).rejects.toThrow(`'${name}' has dtype ${dtype}`);
        continue;
      }
      const floats = await checkpoint.readFloats(name);
      expect(floats).toEqual(Float32Array.from(values, Number));
    }
    await checkpoint.close();
  });
});

describe('refuses', () => {
  test.each(thatAre('refuse'))('%s', async (file, { error_mentions }) => {
    const opening = openSafetensors(path(file));
    await expect(opening).rejects.toThrow(BadModelError);
    await expect(opening).rejects.toThrow(file);
    if (error_mentions !== undefined) await expect(opening).rejects.toThrow(error_mentions);
  });
});

describe('loads exactly what is listed, or refuses', () => {
  test.each(thatAre('either', 'refuse-or-empty'))('%s', async (file, { tensors = [] }) => {
    let names: string[] = [];
    try {
      const checkpoint = await openSafetensors(path(file));
      names = [...checkpoint.tensors.keys()];
      await checkpoint.close();
    } catch (error) {
      expect(error).toBeInstanceOf(BadModelError);
      return;
    }
    expect(names.sort()).toEqual(tensors.map(({ name }) => name).sort());
  });
});
