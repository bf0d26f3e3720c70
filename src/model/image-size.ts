import { trunkStride, type OfaConfig } from './config.js';

/**
 * Checks the side of a model's pictures, in pixels: a whole number of patches, and not more than there are positions for.
 * @throws whatever `refuse` makes of the message
 */
export function checkImageSize(
  imageSize: number,
  config: OfaConfig,
  refuse: (message: string) => Error,
): void {
  const stride = trunkStride(config.trunk);
  if (!Number.isInteger(imageSize) || imageSize < stride || imageSize % stride !== 0) {
    throw refuse(`the image size ${imageSize} is not a multiple of the patch size ${stride}`);
  }
  const grid = imageSize / stride;
  if (grid > config.imageBuckets) {
    throw refuse(
      `the image size ${imageSize} makes a grid of ${grid}x${grid} patches; ` +
        `the model has positions for ${config.imageBuckets}x${config.imageBuckets}`,
    );
  }
}
