import { dataType, type FloatType } from './onnx/model.js';

/** The largest finite float16. */
const largestFloat16 = 65504;

/**
 * Floats as the graph stores them, rounded to nearest, ties to even. What is finite stays finite: a weight beyond float16's
 * range becomes the end of the range.
 */
export function toFloatBytes(values: Float32Array, type: FloatType): Float32Array | Uint16Array {
  if (type === dataType.float) return values;
  return type === dataType.float16 ? toFloat16(values) : toBfloat16(values);
}

// `Uint16Array.from` with a function would first make a list of every number, many times as large as the tensor.
function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(1);
  const float = new Float32Array(bits.buffer);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    float[0] =
      Math.abs(value) === Infinity ? value : Math.min(largestFloat16, Math.max(-largestFloat16, value));
    halves[i] = float16Bits(bits[0]!);
  }
  return halves;
}

/** The float16 of a float32's bits (IEEE 754: 5 bits of exponent biased by 15, 10 of fraction). */
function float16Bits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200);
  // Below 2 ** -14 the fraction has no leading one and is shifted into place; below 2 ** -25 nothing is left.
  const shift = exponent >= 113 ? 13 : 126 - exponent;
  if (shift > 24) return sign;
  const significand = exponent >= 113 ? fraction : fraction | 0x800000;
  const base = exponent >= 113 ? (exponent - 112) << 10 : 0;
  const kept = significand >>> shift;
  const rest = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  const up = rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0;
  return sign | (base + kept + up);
}

/** The upper half of the float32, rounded; a carry out of the fraction moves the exponent, which is right. */
function toBfloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const word = bits[i]!;
    halves[i] = Number.isNaN(values[i]) ? 0x7fc0 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
  return halves;
}
