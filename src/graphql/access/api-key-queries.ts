import { builder } from '../builder.js';
import { ApiKeyType } from './api-key.js';

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyType],
    description: 'All keys, the oldest first, with those that were revoked.',
    authScopes: { admin: true },
    resolve: (_root, _args, { apiKeys }) => apiKeys.list(),
  }),
);
