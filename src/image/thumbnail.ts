import { decodePicture } from './decode.js';
import { openRgb } from './libvips.js';

/** Longest side of a thumbnail in pixels. */
export const thumbnailSize = 320;

/**
 * A small WebP of a picture file, without metadata and never enlarged. It shows what the model sees: orientation applied,
 * colour profiles ignored, alpha dropped.
 *
 * @throws ImageError as `decodePicture`
 */
export async function makeThumbnail(path: string): Promise<Buffer> {
  const picture = await decodePicture(path, { maxImageSize: thumbnailSize });
  return openRgb(picture).webp().toBuffer();
}
