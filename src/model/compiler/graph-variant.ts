import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { calibrationMissing } from '../../messages/about-precision.js';
import type { Calibration } from '../calibration/calibration.js';
import { resolveDecoding, type Decoding, type DecodingOverrides } from '../decoding.js';
import { checkImageSize } from '../image-size.js';
import type { ModelPackage } from '../package.js';
import type { Precision } from '../precision.js';

/** How a batch goes through the encoder: picture by picture suits a CPU's caches, all at once fills a GPU. */
export type EncoderBatching = 'ONE_BY_ONE' | 'TOGETHER';

/** Everything that makes one compiled graph of a model differ from another. */
export interface GraphVariant {
  /** Pixels of a picture's side. */
  readonly imageSize: number;
  readonly decoding: Decoding;
  readonly precision: Precision;
  /**
   * Whether what is needed again is kept: the decoder's keys and values of earlier tokens from step to step, the encoder's
   * attention biases from picture to picture, a second copy of the embedding packed for the logits. Without it all of that is
   * computed again, in less memory.
   */
  readonly cache: boolean;
  readonly encoder: EncoderBatching;
  /** Ranges for INT8; null in other precisions. */
  readonly calibration: Calibration | null;
}

export interface VariantOverrides {
  readonly imageSize?: number | null | undefined;
  /** Overrides of what is published, or a decoding that is resolved already. */
  readonly decoding?: DecodingOverrides | Decoding | undefined;
  /** FP32 when absent. */
  readonly precision?: Precision | undefined;
  /** Kept when absent. */
  readonly cache?: boolean | undefined;
  /** One by one when absent. */
  readonly encoder?: EncoderBatching | undefined;
  /** What INT8 needs; of no effect otherwise. */
  readonly calibration?: Calibration | null | undefined;
}

/**
 * The variant of a request; what is not overridden is as the model publishes it.
 * @throws InvalidInputError when an override is out of range, or INT8 is asked for without a calibration
 */
export function graphVariant(model: ModelPackage, overrides: VariantOverrides = {}): GraphVariant {
  const imageSize = overrides.imageSize ?? model.imageSize;
  checkImageSize(imageSize, model.config, (message) => new InvalidInputError(message, ['imageSize']));
  const { decoding: given } = overrides;
  const decoding = given?.method === undefined ? resolveDecoding(model, given) : given;
  const { precision = 'FP32', cache = true, encoder = 'ONE_BY_ONE' } = overrides;
  const calibration = precision === 'INT8' ? (overrides.calibration ?? null) : null;
  if (precision === 'INT8' && calibration === null) {
    throw new InvalidInputError(calibrationMissing(model.name), ['precision']);
  }
  return { imageSize, decoding, precision, cache, encoder, calibration };
}
