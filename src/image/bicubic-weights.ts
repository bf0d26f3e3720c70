/** Fixed-point fraction of Pillow's 8-bit resampling: 32 bits less 8 for the sample and 2 for overshoot (`Resample.c`). */
export const precisionBits = 22;

/** For every output position along one axis: which input positions it is made of, and with what weights. */
export interface AxisWeights {
  /** First input position of each output position. */
  readonly first: Int32Array;
  /** How many input positions each output position has. */
  readonly taps: Int32Array;
  /** Weights times 2^22; output position `o` has its own from `o * stride` on, zeros behind them. */
  readonly weights: Int32Array;
  /** A multiple of the block asked for. */
  readonly stride: number;
}

/**
 * The weights of one axis of `from` positions resampled to `to`: Keys' cubic, widened when shrinking, in doubles and in Pillow's
 * order of operations, then in fixed point.
 *
 * Source: Pillow, `src/libImaging/Resample.c`, `precompute_coeffs` and `normalize_coeffs_8bpc`.
 */
export function axisWeights(from: number, to: number, block: number): AxisWeights {
  const scale = from / to;
  const filterScale = Math.max(scale, 1);
  const support = 2 * filterScale;
  const stride = Math.ceil((Math.ceil(support) * 2 + 1) / block) * block;
  const first = new Int32Array(to);
  const taps = new Int32Array(to);
  const weights = new Int32Array(to * stride);
  const unit = new Float64Array(stride);
  for (let out = 0; out < to; out++) {
    const centre = (out + 0.5) * scale;
    const low = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(from, Math.trunc(centre + support + 0.5)) - low;
    let total = 0;
    for (let i = 0; i < count; i++) {
      unit[i] = cubic((i + low - centre + 0.5) * (1 / filterScale));
      total += unit[i]!;
    }
    for (let i = 0; i < count; i++) {
      const weight = (unit[i]! / total) * (1 << precisionBits);
      weights[out * stride + i] = Math.trunc(weight < 0 ? weight - 0.5 : weight + 0.5);
    }
    first[out] = low;
    taps[out] = count;
  }
  return { first, taps, weights, stride };
}

/** Keys' cubic convolution kernel with a = -0.5. */
function cubic(distance: number): number {
  const a = -0.5;
  const t = Math.abs(distance);
  if (t < 1) return ((a + 2) * t - (a + 3)) * t * t + 1;
  if (t < 2) return (((t - 5) * t + 8) * t - 4) * a;
  return 0;
}
