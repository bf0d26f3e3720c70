import { builder } from '../builder.js';
import type { ServedModel } from '../context.js';

export const ModelType = builder.loadableNodeRef('Model', {
  id: { resolve: (model: ServedModel) => model.name },
  load: async (names: string[], { models }) => {
    const all = await models.list();
    return names.map((name) => all.find((model) => model.name === name) ?? null);
  },
});

ModelType.implement({
  description: 'A model that this server can caption with.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique name.' }),
    family: t.exposeString('family', { description: 'The architecture, such as OFA.' }),
    language: t.exposeString('language', { description: 'Language of its captions, as an ISO 639-1 code.' }),
    imageSize: t.exposeInt('imageSize', {
      description: 'Side in pixels of the square that every picture is resized to.',
    }),
    parameters: t.exposeFloat('parameters', { description: 'How many numbers it has learned.' }),
    license: t.exposeString('license', {
      nullable: true,
      description: 'Terms it may be used under, as an SPDX identifier; null when its card names none.',
    }),
    loaded: t.exposeBoolean('loaded', { description: 'Whether an engine is ready to caption with it.' }),
  }),
});
