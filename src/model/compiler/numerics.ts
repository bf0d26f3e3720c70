import type { Range } from '../calibration/range.js';
import type { Precision } from '../precision.js';
import { dataType, type FloatType } from './onnx/model.js';

/** What a graph calculates with. Beam scores are float32 always. */
export interface Numerics {
  /** Type of weights and activations. */
  readonly activations: FloatType;
  /** Type of convolutions. ONNX's operator set 17 has none for bfloat16; there they are float16. */
  readonly convolutions: FloatType;
  /** What is quantised to bytes; null where nothing is. */
  readonly quantisation: Quantisation | null;
}

/** Static ranges: a value's byte never depends on the other pictures of a batch. */
export interface Quantisation {
  /** By the name of the tensor. */
  readonly ranges: ReadonlyMap<string, Range>;
}

export function numericsOf(precision: Precision, quantisation: Quantisation | null): Numerics {
  const { float, float16, bfloat16 } = dataType;
  switch (precision) {
    case 'FP16':
      return { activations: float16, convolutions: float16, quantisation: null };
    case 'BF16':
      return { activations: bfloat16, convolutions: float16, quantisation: null };
    case 'FP32':
      return { activations: float, convolutions: float, quantisation: null };
    case 'INT8':
      return { activations: float, convolutions: float, quantisation };
  }
}
