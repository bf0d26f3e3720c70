import { readFile } from 'node:fs/promises';
import type { ResizeOptions, Sharp } from 'sharp';
import { ImageError } from '../errors/image-error.js';
import { cmykToRgb } from './cmyk.js';
import { isCompleteGif, makeFirstFrameOpaque } from './gif-blocks.js';
import { describePicture } from './header.js';
import { decoding, openPicture, openRgb } from './libvips.js';

/** A decoded picture: `[height, width, 3]` uint8, interleaved RGB. */
export interface RgbPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface DecodeOptions {
  /** Longest side in pixels: a larger picture is shrunk to it (Lanczos 3, aspect kept). Null or absent: never shrunk. */
  readonly maxImageSize?: number | null | undefined;
}

/**
 * Decodes the first frame of a picture file to 8-bit RGB as the reference pipeline (Pillow) sees it: EXIF orientation applied;
 * colour profiles ignored; alpha dropped, not blended; grey and palette expanded; CMYK by the plain formula; 16 bits by the
 * high byte.
 *
 * @throws ImageError BAD_IMAGE (empty, damaged, truncated), UNSUPPORTED_FORMAT, IMAGE_TOO_LARGE; Node's own error if the file
 *   cannot be opened
 */
export async function decodePicture(
  path: string,
  { maxImageSize = null }: DecodeOptions = {},
): Promise<RgbPicture> {
  const header = await describePicture(path);
  const file = header.format === 'gif' ? await readGif(path) : path;
  const shrink = shrinkOptions(header, maxImageSize);
  return decoding(header.format, async () => {
    const picture = (await openPicture(file, header.format)).autoOrient();
    if (shrink === null)
      return header.colourSpace === 'cmyk' ? rgbOfCmyk(picture, header.depth) : rgb(picture);
    if (header.colourSpace === 'cmyk')
      return rgb(openRgb(await rgbOfCmyk(picture, header.depth)).resize(shrink));
    // sharp blends alpha in when it resizes: what is transparent must be opaque before.
    if (header.hasAlpha) return rgb(openRgb(await rgb(picture)).resize(shrink));
    return rgb(picture.resize(shrink));
  });
}

function shrinkOptions(
  { width, height }: { width: number; height: number },
  maxImageSize: number | null,
): ResizeOptions | null {
  const longest = Math.max(width, height);
  if (maxImageSize === null || longest <= maxImageSize) return null;
  const scaled = (side: number) => Math.max(1, Math.round((side * maxImageSize) / longest));
  // Shrinking by powers of two while loading would be faster, and visibly off for WebP.
  return {
    width: scaled(width),
    height: scaled(height),
    fit: 'fill',
    kernel: 'lanczos3',
    fastShrinkOnLoad: false,
  };
}

async function rgb(pipeline: Sharp): Promise<RgbPicture> {
  // From 16 bits libvips takes the high byte.
  const { data, info } = await pipeline
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function rgbOfCmyk(pipeline: Sharp, depth: string): Promise<RgbPicture> {
  // Asked for bytes, libvips clips 16-bit inks at 255.
  const wide = depth === 'ushort';
  const { data, info } = await pipeline
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw({ depth: wide ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const inks = wide ? highBytes(data) : data;
  return { data: cmykToRgb(inks, info.channels), width: info.width, height: info.height };
}

function highBytes(samples: Buffer): Uint8Array {
  const values = new Uint16Array(samples.buffer, samples.byteOffset, samples.length / 2);
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = values[i]! >> 8;
  return bytes;
}

async function readGif(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (!isCompleteGif(bytes)) {
    throw new ImageError('BAD_IMAGE', 'The GIF file is cut short. Send it again, whole.');
  }
  makeFirstFrameOpaque(bytes);
  return bytes;
}
