import type { ProfileRow } from '../../storage/profile-records.js';
import { builder } from '../builder.js';
import { parseRowId } from '../node-id.js';
import '../scalars/date-time.js';

const asPublished = 'Null: as published with the model.';

export const ProfileType = builder.loadableNodeRef('Profile', {
  id: { resolve: (profile: ProfileRow) => profile.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { profileRecords }) => profileRecords.byIds(ids),
  toKey: (profile) => profile.id,
  sort: true,
});

ProfileType.implement({
  description: 'A named set of parameters.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique name.' }),
    builtIn: t.exposeBoolean('builtIn', { description: 'Whether it came with the program.' }),
    active: t.exposeBoolean('active', { description: 'Whether requests that name no profile use it.' }),
    model: t.exposeString('model', { description: 'Name of the model.' }),
    batchSize: t.exposeInt('batchSize', { description: 'The most pictures in one run.' }),
    maxBatchDelayMs: t.exposeInt('maxBatchDelayMs', {
      description: 'How many milliseconds a picture may wait for others to share its run.',
    }),
    maxImageSize: t.exposeInt('maxImageSize', {
      nullable: true,
      description:
        'Long side in pixels to which pictures are shrunk before the resize of the model. Null: never shrunk.',
    }),
    beamSize: t.exposeInt('beamSize', {
      nullable: true,
      description: `Hypotheses kept at each step of the beam search. ${asPublished}`,
    }),
    maxTokens: t.exposeInt('maxTokens', {
      nullable: true,
      description: `Longest caption in tokens. ${asPublished}`,
    }),
    minTokens: t.exposeInt('minTokens', {
      nullable: true,
      description: `Shortest caption in tokens. ${asPublished}`,
    }),
    noRepeatNgramSize: t.exposeInt('noRepeatNgramSize', {
      nullable: true,
      description: `No sequence of so many tokens comes twice in a caption; 0 allows it. ${asPublished}`,
    }),
    lengthPenalty: t.exposeFloat('lengthPenalty', {
      nullable: true,
      description: `Exponent of the length that scores are divided by. ${asPublished}`,
    }),
    temperature: t.exposeFloat('temperature', {
      nullable: true,
      description: `What the logits are divided by. ${asPublished}`,
    }),
    maxRetries: t.exposeInt('maxRetries', { description: 'How often a lost run is tried again.' }),
    retryDelayMs: t.exposeInt('retryDelayMs', { description: 'Milliseconds before it is tried again.' }),
    timeoutMs: t.exposeInt('timeoutMs', { description: 'How many milliseconds a caption may take.' }),
    queueSize: t.exposeInt('queueSize', { description: 'How many captionImage calls may wait.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last changed.' }),
  }),
});
