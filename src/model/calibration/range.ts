/** The values that a tensor takes, or shall be clipped to. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** How a range is spread over the 256 values of a byte: `real = scale * (byte - zeroPoint)`. */
export interface ByteScale {
  readonly scale: number;
  /** 0 to 255; the byte of zero, which is always exact. */
  readonly zeroPoint: number;
}

const levels = 255;
/** Keeps a tensor that is always zero from being divided by zero. */
const smallestWidth = 1e-6;

/** The byte scale that covers a range and zero. */
export function byteScale({ min, max }: Range): ByteScale {
  const low = Math.min(0, min);
  const high = Math.max(0, max, low + smallestWidth);
  const scale = Math.fround((high - low) / levels);
  return { scale, zeroPoint: Math.min(levels, Math.round(-low / scale)) };
}
