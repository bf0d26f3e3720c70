import { builder } from '../builder.js';
import { ModelType } from './model.js';

builder.mutationField('setDefaultModel', (t) =>
  t.field({
    type: ModelType,
    authScopes: { admin: true },
    description:
      'Makes a model the one of all profiles that came with the server, and of new ones that name none. Where the active profile is such a one, answers when the engine serves the model; what is in flight finishes with the one before, and if it cannot be served all stays as it was. NOT_FOUND for an unknown name, BAD_MODEL for one that cannot be read, INVALID_INPUT when the command line or environment of the server sets the model.',
    args: { name: t.arg.string({ required: true, description: 'Its name, as `models` lists it.' }) },
    resolve: async (_root, { name }, { profiles }) => {
      await profiles.setDefaultModel(name);
      return name;
    },
  }),
);
