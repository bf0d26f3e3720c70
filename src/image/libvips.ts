import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { ImageError } from '../errors/image-error.js';
import type { PictureFormat } from './sniff.js';

/** Most pixels of a picture (width times height): beyond, IMAGE_TOO_LARGE before anything is decoded. */
export const maxPixels = 100_000_000;

/** Longest decoding of one picture in seconds; ordinary ones take less than one, so only a decompression bomb meets it. */
const timeoutSeconds = 60;

// Every other loader (SVG, PDF, ImageMagick …) is attack surface that no accepted picture needs.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((loader) => `VipsForeignLoad${loader}`),
});
// No picture is decoded twice in a row, and pictures are decoded beside each other: a cache only holds memory, and more
// threads a picture only compete.
sharp.cache(false);
sharp.concurrency(1);

/**
 * The first frame of a picture, not decoded yet: colour profiles ignored, truncated files refused, other damage accepted,
 * no more than {@link maxPixels}.
 *
 * @param file a path, or the bytes of the whole file
 */
export async function openPicture(file: string | Uint8Array, format: PictureFormat): Promise<Sharp> {
  // libvips would take the brackets at the end of "photo.png[1]" for options of its loader.
  const input = typeof file === 'string' && file.endsWith(']') ? await readFile(file) : file;
  // Below `error` libvips fills what a truncated TIFF lacks with black.
  const failOn = format === 'tiff' ? 'error' : 'truncated';
  return sharp(input, { failOn, ignoreIcc: true, limitInputPixels: maxPixels }).timeout({
    seconds: timeoutSeconds,
  });
}

/** An RGB picture in memory, `[height, width, 3]` uint8, as the start of a pipeline. */
export function openRgb(picture: { data: Uint8Array; width: number; height: number }): Sharp {
  const { data, width, height } = picture;
  return sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: maxPixels }).timeout({
    seconds: timeoutSeconds,
  });
}

/**
 * Runs a pipeline over a file that announces `format`, and says in plain words what libvips found wrong with it; its own
 * words name files on the server.
 *
 * @throws ImageError BAD_IMAGE, IMAGE_TOO_LARGE, UNSUPPORTED_FORMAT
 */
export async function decoding<T>(format: PictureFormat, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ImageError || !(error instanceof Error)) throw error;
    throw refusalOfDecoder(format, error);
  }
}

export function tooLarge(width: number, height: number): ImageError {
  return new ImageError(
    'IMAGE_TOO_LARGE',
    `The picture has ${width} x ${height} pixels; at most 100 megapixels are accepted. Make it smaller.`,
  );
}

function refusalOfDecoder(format: PictureFormat, error: Error): ImageError {
  const kind = format.toUpperCase();
  const message = error.message;
  if (message.includes('exceeds pixel limit')) {
    const text = 'The picture has more than 100 megapixels, the most that is accepted. Make it smaller.';
    return new ImageError('IMAGE_TOO_LARGE', text, { cause: error });
  }
  // libheif without an HEVC decoder; libtiff without the compression of this file.
  if (/not been built in|not configured|[Uu]nsupported codec/.test(message)) {
    const text = `The ${kind} file uses a compression that this installation cannot read. Save it as JPEG or PNG.`;
    return new ImageError('UNSUPPORTED_FORMAT', text, { cause: error });
  }
  if (message.startsWith('timeout')) {
    const text = `The ${kind} file took more than ${timeoutSeconds} seconds to decode. Save it again as JPEG or PNG.`;
    return new ImageError('BAD_IMAGE', text, { cause: error });
  }
  const text = `The ${kind} file is damaged or cut short and cannot be decoded. Send it again, whole.`;
  return new ImageError('BAD_IMAGE', text, { cause: error });
}
