import { builder } from '../builder.js';

const orAsPublished = 'Null: as published with the model.';

export const ProfileInputType = builder.inputType('ProfileInput', {
  description:
    'Parameters of a profile. In a new profile absent ones are as in `auto`; in an existing one they stay as they are.',
  fields: (t) => ({
    name: t.string({ description: 'Unique name of 1 to 64 characters; a new profile needs one.' }),
    model: t.string({ description: 'Name of the model.' }),
    batchSize: t.int({ description: 'The most pictures in one run.' }),
    maxBatchDelayMs: t.int({
      description: 'How many milliseconds a picture may wait for others to share its run; 0: it never waits.',
    }),
    maxImageSize: t.int({
      description:
        'Long side in pixels to which pictures are shrunk before the resize of the model. Null: never shrunk.',
    }),
    beamSize: t.int({ description: `Hypotheses kept at each step of the beam search. ${orAsPublished}` }),
    maxTokens: t.int({ description: `Longest caption in tokens. ${orAsPublished}` }),
    minTokens: t.int({ description: `Shortest caption in tokens. ${orAsPublished}` }),
    noRepeatNgramSize: t.int({
      description: `No sequence of so many tokens comes twice in a caption; 0 allows it. ${orAsPublished}`,
    }),
    lengthPenalty: t.float({
      description: `Exponent of the length that scores are divided by. ${orAsPublished}`,
    }),
    temperature: t.float({ description: `What the logits are divided by. ${orAsPublished}` }),
    maxRetries: t.int({ description: 'How often a lost run is tried again.' }),
    retryDelayMs: t.int({ description: 'Milliseconds before it is tried again; doubles each time.' }),
    timeoutMs: t.int({ description: 'How many milliseconds a caption may take.' }),
    queueSize: t.int({ description: 'How many captionImage calls may wait.' }),
  }),
});
