import { builder } from '../builder.js';
import { ModelType } from './model.js';

builder.queryField('models', (t) =>
  t.field({
    type: [ModelType],
    description: 'The models that this server can caption with.',
    resolve: (_root, _args, { models }) => [...models.list()],
  }),
);
