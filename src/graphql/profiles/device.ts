import { builder } from '../builder.js';

export const DeviceType = builder.enumType('Device', {
  description: 'Where a model runs.',
  values: {
    AUTO: { description: 'On a GPU with CUDA where there is a usable one, else on the CPU.' },
    CPU: { description: 'On the CPU.' },
    CUDA: { description: 'On one or more GPUs with CUDA.' },
  },
});
