/** The float32 bit pattern of each of the 65536 float16 values, built at first use (256 KiB). */
let float16Table: Uint32Array | null = null;

function buildFloat16Table(): Uint32Array {
  const table = new Uint32Array(65536);
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  for (let half = 0; half < 65536; half++) {
    const sign = (half & 0x8000) << 16;
    const exponent = (half >>> 10) & 31;
    const fraction = half & 1023;
    if (exponent === 31) {
      table[half] = sign | 0x7f800000 | (fraction << 13);
    } else if (exponent === 0) {
      float[0] = fraction * 2 ** -24;
      table[half] = sign | bits[0]!;
    } else {
      table[half] = sign | ((exponent + 112) << 23) | (fraction << 13);
    }
  }
  return table;
}

/** IEEE 754 half precision to float32, exactly; NaN payloads are kept. */
export function float16ToFloat32(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const table = (float16Table ??= buildFloat16Table());
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = table[halves[i]!]!;
  return new Float32Array(bits.buffer);
}

/** bfloat16 to float32: the upper sixteen bits of the same format. */
export function bfloat16ToFloat32(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = halves[i]! << 16;
  return new Float32Array(bits.buffer);
}
