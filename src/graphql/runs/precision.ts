import { builder } from '../builder.js';

export const PrecisionType = builder.enumType('Precision', {
  description: 'The number format that the engine computes in.',
  values: {
    FP32: { description: '32-bit floating point.' },
    FP16: { description: '16-bit floating point.' },
    BF16: { description: '16-bit brain floating point.' },
    INT8: { description: '8-bit integers.' },
  },
});
