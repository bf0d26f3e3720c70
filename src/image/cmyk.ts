/**
 * CMYK to RGB without a profile, as Pillow does it: each ink takes its share of what black leaves. Works in place and returns
 * the RGB part of the same memory.
 *
 * Source: Pillow, `src/libImaging/Convert.c`, `cmyk2rgb`.
 *
 * @param samples `[pixels, channels]` uint8, 255 = full ink; the first four channels are cyan, magenta, yellow, black
 * @returns `[pixels, 3]` uint8
 */
export function cmykToRgb(samples: Uint8Array, channels: number): Uint8Array {
  let to = 0;
  for (let from = 0; from < samples.length; from += channels) {
    const white = 255 - samples[from + 3]!;
    const red = white - divideBy255(samples[from]! * white);
    const green = white - divideBy255(samples[from + 1]! * white);
    const blue = white - divideBy255(samples[from + 2]! * white);
    samples[to++] = red;
    samples[to++] = green;
    samples[to++] = blue;
  }
  return samples.subarray(0, to);
}

/** `MULDIV255` of Pillow's `ImagingUtils.h`: rounded division by 255 of a product of two bytes. */
function divideBy255(product: number): number {
  const rounded = product + 128;
  return ((rounded >> 8) + rounded) >> 8;
}
