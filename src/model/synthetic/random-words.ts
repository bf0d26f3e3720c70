/** 32-bit FNV-1a of some bytes. */
function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** MurmurHash3's 32-bit finaliser. */
function mix(x: number): number {
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The start of an independent stream of 32-bit words for each name and seed. */
export function stream(name: string, seed: number): number {
  return mix(fnv1a(new TextEncoder().encode(name)) ^ seed);
}

/** Word `index` of a stream, an unsigned 32-bit integer. */
export function word(start: number, index: number): number {
  return mix(start + Math.imul(index, 0x9e3779b9));
}

/**
 * Elements of a synthetic tensor: `mean + scale * t` with `t` uniform in [-1, 1), every step rounded to float32.
 * @param first index of the first element
 * @param target is filled completely
 */
export function fillValues(
  target: Float32Array,
  start: number,
  first: number,
  mean: number,
  scale: number,
): void {
  const mean32 = Math.fround(mean);
  const scale32 = Math.fround(scale);
  for (let i = 0; i < target.length; i++) {
    const t = ((word(start, first + i) >>> 8) - 8388608) / 8388608;
    target[i] = mean32 + Math.fround(scale32 * t);
  }
}
