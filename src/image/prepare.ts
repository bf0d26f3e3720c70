import { squashBicubic } from './bicubic.js';
import { decodePicture, type DecodeOptions } from './decode.js';

/**
 * Decodes a picture file and squashes it to the model's square, straight into one slot of a batch.
 *
 * @param size side of the model's input in pixels
 * @param into `[size, size, 3]` uint8, written in full
 * @throws ImageError as `decodePicture`
 */
export async function preparePixels(
  path: string,
  size: number,
  into: Uint8Array,
  options: DecodeOptions = {},
): Promise<void> {
  squashBicubic(await decodePicture(path, options), size, into);
}
