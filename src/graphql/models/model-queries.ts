import { builder } from '../builder.js';
import { ModelType } from './model.js';

builder.queryField('models', (t) =>
  t.field({
    type: [ModelType],
    description:
      'The models that this server can caption with, as they are now: those that the command line imports meanwhile too.',
    resolve: async (_root, _args, { models }) => [...(await models.list())],
  }),
);
