import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bfloat16ToFloat32, float16ToFloat32 } from '../../src/model/checkpoint/half-precision.js';
import { openSafetensors } from '../../src/model/checkpoint/safetensors.js';

describe('half precision', () => {
  test.each([
    [0x0000, 0],
    [0x8000, -0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x83ff, -(1023 * 2 ** -24)],
    [0x0400, 2 ** -14],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
    [0x7e00, NaN],
    [0x3555, 0.333251953125],
  ])('float16 %i is %d', (half, expected) => {
    expect(float16ToFloat32(Uint16Array.of(half))[0]).toBe(expected);
  });

  test.each([
    [0x3f80, 1],
    [0xff80, -Infinity],
    [0x7fc0, NaN],
    [0x4049, 3.140625],
  ])('bfloat16 %i is %d', (half, expected) => {
    expect(bfloat16ToFloat32(Uint16Array.of(half))[0]).toBe(expected);
  });
});

describe('a safetensors header', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ofa-header-'));
  });
  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  async function openWith(header: string, dataBytes: number) {
    const text = Buffer.from(header);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(text.length));
    const path = join(directory, 'x.safetensors');
    await writeFile(path, Buffer.concat([length, text, Buffer.alloc(dataBytes)]));
    return openSafetensors(path);
  }

  const tensor = (begin: number, end: number, more = '') =>
    `{"dtype":"U8","shape":[${end - begin}],"data_offsets":[${begin},${end}]${more}}`;

  test('may name a tensor like a property of every object', async () => {
    const checkpoint = await openWith(`{"__proto__":${tensor(0, 2)},"constructor":${tensor(2, 4)}}`, 4);
    expect([...checkpoint.tensors.keys()]).toEqual(['__proto__', 'constructor']);
    await checkpoint.close();
  });

  test.each([
    ['the same tensor twice, at the same place', `{"a":${tensor(0, 2)},"a":${tensor(0, 2)}}`, "'a' twice"],
    ['the same tensor twice, once escaped', `{"a":${tensor(0, 2)},"\\u0061":${tensor(0, 2)}}`, "'a' twice"],
    ['the same key twice in an entry', `{"a":${tensor(0, 2, ',"dtype":"I8"')}}`, "'dtype' twice"],
    ['a list', '[]', 'not a JSON object'],
    ['an entry that is a number', '{"a":1}', 'malformed entry'],
    ['metadata that is not text', `{"__metadata__":{"a":1},"a":${tensor(0, 2)}}`, '__metadata__'],
    ['a fractional offset', '{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2.5]}}', 'malformed entry'],
    ['a reversed range', '{"a":{"dtype":"U8","shape":[],"data_offsets":[2,1]}}', 'needs 1 bytes but has -1'],
  ])('is refused with %s', async (_what, header, message) => {
    await expect(openWith(header, 2)).rejects.toThrow(message);
  });

  test('a file that is not there is named', async () => {
    await expect(openSafetensors(join(directory, 'no.safetensors'))).rejects.toThrow('no.safetensors');
  });
});
