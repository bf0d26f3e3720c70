import { builder } from '../builder.js';

export const PriorityType = builder.enumType('Priority', {
  description: 'Who goes first while several wait. None waits for ever.',
  values: {
    HIGH: { description: 'Overtakes the others.' },
    NORMAL: { description: 'For somebody who waits for the answer.' },
    LOW: { description: 'For work in the background.' },
  },
});
