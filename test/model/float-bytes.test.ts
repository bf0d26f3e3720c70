import { expect, test } from 'vitest';
import { bfloat16ToFloat32, float16ToFloat32 } from '../../src/model/checkpoint/half-precision.js';
import { toFloatBytes } from '../../src/model/compiler/float-bytes.js';
import { dataType } from '../../src/model/compiler/onnx/model.js';

const { float16, bfloat16 } = dataType;
const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits);

test('every float16 and bfloat16 that is a number comes back as itself', () => {
  for (const [type, widen] of [
    [float16, float16ToFloat32],
    [bfloat16, bfloat16ToFloat32],
  ] as const) {
    const values = widen(all);
    const back = toFloatBytes(values, type);
    const changed = all.filter((bits) => !Number.isNaN(values[bits]) && back[bits] !== bits);
    expect(changed).toHaveLength(0);
  }
});

test('between two float16 the nearer one is taken, in the middle the even one', () => {
  const values = float16ToFloat32(all);
  for (let bits = 0; bits < 0x7bff; bits++) {
    const [low, high] = [values[bits]!, values[bits + 1]!];
    const middle = (low + high) / 2;
    const above = middle + (high - low) / 8;
    const below = middle - (high - low) / 8;
    const even = bits % 2 === 0 ? bits : bits + 1;
    const rounded = toFloatBytes(Float32Array.of(below, middle, above, -middle), float16);
    expect([...rounded]).toEqual([bits, even, bits + 1, 0x8000 | even]);
  }
});

test('what is too large for float16 becomes its largest value; infinity and NaN stay', () => {
  const values = Float32Array.of(1e6, -1e6, 65519, Infinity, -Infinity, NaN, 1e-9);
  expect([...float16ToFloat32(Uint16Array.from(toFloatBytes(values, float16)))]).toEqual([
    65504,
    -65504,
    65504,
    Infinity,
    -Infinity,
    NaN,
    0,
  ]);
  expect([...bfloat16ToFloat32(Uint16Array.from(toFloatBytes(values.slice(3, 6), bfloat16)))]).toEqual([
    Infinity,
    -Infinity,
    NaN,
  ]);
});
