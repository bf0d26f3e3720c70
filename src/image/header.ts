import { open } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { ImageError } from '../errors/image-error.js';
import { declaredSize } from './declared-size.js';
import { decoding, maxPixels, openPicture, tooLarge } from './libvips.js';
import { refusalOf } from './refusal.js';
import { sniffFormat, sniffLength, type PictureFormat } from './sniff.js';

/** What a picture's header says; nothing is decoded to know it. */
export interface PictureHeader {
  readonly format: PictureFormat;
  /** Pixels, after the EXIF orientation is applied. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation as stored, 1 to 8. */
  readonly orientation: number;
  /** Frames of an animation or pages of a TIFF. */
  readonly pages: number;
  readonly channels: number;
  readonly hasAlpha: boolean;
  /** libvips' name of the sample type: `uchar`, `ushort`, `float` … */
  readonly depth: string;
  /** libvips' name of the colour space: `srgb`, `b-w`, `rgb16`, `cmyk` … */
  readonly colourSpace: string;
}

/** Longest side in pixels, JPEG's own: the exact squash takes time with the length of a side, however few pixels there are. */
const maxSide = 65_535;

/**
 * Reads the header of a picture file and refuses what cannot be captioned. A file whose header is whole but whose pixels are
 * damaged is only found out by decoding it.
 *
 * @throws ImageError BAD_IMAGE (empty, damaged), UNSUPPORTED_FORMAT, IMAGE_TOO_LARGE (over 100 megapixels, or a side over
 *   65535 pixels); Node's own error if the file cannot be opened
 */
export async function readHeader(path: string): Promise<PictureHeader> {
  const header = await describePicture(path);
  // A HEIC header reads well even where there is no decoder for what follows it.
  if (header.format === 'heic') {
    await decoding('heic', async () => (await openPicture(path, 'heic')).resize(1, 1).raw().toBuffer());
  }
  return header;
}

/** As {@link readHeader}, without asking whether a decoder for the format's compression is there. */
export async function describePicture(path: string): Promise<PictureHeader> {
  const format = await identify(path);
  const metadata = await decoding(format, async () => (await openPicture(path, format)).metadata());
  if (metadata.format !== loaderOf(format)) {
    throw new ImageError(
      'BAD_IMAGE',
      `The file begins like a ${format.toUpperCase()} but holds something else. Save the picture again.`,
    );
  }
  const { width, height } = metadata.autoOrient;
  refuseTooLarge(width, height);
  return {
    format,
    width,
    height,
    orientation: metadata.orientation ?? 1,
    pages: metadata.pages ?? 1,
    channels: metadata.channels,
    hasAlpha: metadata.hasAlpha,
    depth: metadata.depth,
    colourSpace: metadata.space,
  };
}

/** The format by the first bytes alone; refuses what need not come before a decoder to be refused. */
async function identify(path: string): Promise<PictureFormat> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffLength), 0, sniffLength, 0);
    const head = buffer.subarray(0, bytesRead);
    const format = sniffFormat(head);
    if (format === undefined) throw refusalOf(size, head)!;
    const declared = declaredSize(format, head);
    if (declared !== undefined) refuseTooLarge(declared.width, declared.height);
    return format;
  } finally {
    await file.close();
  }
}

function refuseTooLarge(width: number, height: number): void {
  if (width * height > maxPixels) throw tooLarge(width, height);
  if (Math.max(width, height) <= maxSide) return;
  throw new ImageError(
    'IMAGE_TOO_LARGE',
    `The picture has ${width} x ${height} pixels; a side may have at most ${maxSide}. Cut it into pieces.`,
  );
}

function loaderOf(format: PictureFormat): Metadata['format'] {
  return format === 'avif' || format === 'heic' ? 'heif' : format;
}
