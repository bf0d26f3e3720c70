import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { resolveDecoding, type Decoding, type DecodingOverrides } from '../decoding.js';
import { checkImageSize } from '../image-size.js';
import type { ModelPackage } from '../package.js';

/** Everything that makes one compiled graph of a model differ from another. */
export interface GraphVariant {
  /** Pixels of a picture's side. */
  readonly imageSize: number;
  readonly decoding: Decoding;
}

export interface VariantOverrides {
  readonly imageSize?: number | null | undefined;
  readonly decoding?: DecodingOverrides | undefined;
}

/**
 * The variant of a request; what is not overridden is as the model publishes it.
 * @throws InvalidInputError when an override is out of range
 */
export function graphVariant(model: ModelPackage, overrides: VariantOverrides = {}): GraphVariant {
  const imageSize = overrides.imageSize ?? model.imageSize;
  checkImageSize(imageSize, model.config, (message) => new InvalidInputError(message, ['imageSize']));
  return { imageSize, decoding: resolveDecoding(model, overrides.decoding) };
}
