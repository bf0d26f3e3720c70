import { builder } from '../builder.js';
import { rowIdOf } from '../node-id.js';
import { ApiKeyType, CreatedApiKeyType } from './api-key.js';
import { RoleType } from './role.js';

builder.mutationField('createApiKey', (t) =>
  t.field({
    type: CreatedApiKeyType,
    description:
      'Makes a key. With the first one the server is open no more: from then on every request needs one. INVALID_INPUT for a name that is taken or none.',
    authScopes: { admin: true },
    args: {
      name: t.arg.string({ required: true, description: 'Who will use it: 1 to 64 characters, unique.' }),
      role: t.arg({ type: RoleType, required: true, description: 'What it shall allow.' }),
    },
    resolve: (_root, { name, role }, { apiKeys }) => apiKeys.create(name, role),
  }),
);

builder.mutationField('revokeApiKey', (t) =>
  t.field({
    type: ApiKeyType,
    description: 'Makes a key invalid for good and ends what is streamed to it. NOT_FOUND for an unknown id.',
    authScopes: { admin: true },
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    // There is no key 0: an id that is malformed is answered as an unknown one is.
    resolve: (_root, { id }, { apiKeys }) => apiKeys.revoke(rowIdOf('ApiKey', id) ?? 0),
  }),
);
