import type { CreatedApiKey } from '../../access/api-keys.js';
import type { ApiKeyRow } from '../../storage/api-key-records.js';
import { builder } from '../builder.js';
import { parseRowId } from '../node-id.js';
import '../scalars/date-time.js';
import { RoleType } from './role.js';

export const ApiKeyType = builder.loadableNodeRef('ApiKey', {
  id: { resolve: (key: ApiKeyRow) => key.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { apiKeys }) => apiKeys.byIds(ids),
  toKey: (key) => key.id,
  sort: true,
});

ApiKeyType.implement({
  description: 'What a client shows to be let in. Its secret is not kept.',
  authScopes: { admin: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Unique among the keys that are not revoked.' }),
    role: t.expose('role', { type: RoleType, description: 'What it allows.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was used last, to the minute; null when it never was.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is not valid any more; null while it is.',
    }),
  }),
});

export const CreatedApiKeyType = builder.objectRef<CreatedApiKey>('CreatedApiKey').implement({
  description: 'A new key.',
  authScopes: { admin: true },
  fields: (t) => ({
    apiKey: t.expose('apiKey', { type: ApiKeyType, description: 'The key.' }),
    secret: t.exposeString('secret', {
      description: 'What the client sends, as `Authorization: Bearer SECRET`. It is shown this once.',
    }),
  }),
});
