import { builder } from '../builder.js';

export const DecodingType = builder.enumType('Decoding', {
  description: 'How a caption is found.',
  values: {
    BEAM: { description: 'By beam search: the likeliest captions; no random numbers are drawn.' },
    SAMPLE: { description: 'Drawn at random, token by token, as likely as the model finds each.' },
  },
});
