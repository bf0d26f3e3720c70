import SchemaBuilder from '@pothos/core';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { isInterfaceType, isObjectType } from 'graphql';
import { CodedError } from '../errors/coded-error.js';
import { adminsOnly } from '../messages/about-access.js';
import { mayFetch } from './access/node-roles.js';
import type { UploadedFile } from './scalars/uploaded-file.js';
import type { GraphQLContext } from './context.js';
import { decodeNodeId, encodeNodeId } from './node-id.js';

export interface BuilderTypes {
  Context: GraphQLContext;
  AuthScopes: { client: boolean; admin: boolean };
  Connection: { totalCount: () => Promise<number> };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    DateTime: { Input: Date; Output: Date };
    File: { Input: UploadedFile; Output: never };
    ID: { Input: string; Output: string | number };
  };
}

/** Collects the types of the schema; the modules that define them are listed in `schema.ts`. */
export const builder = new SchemaBuilder<BuilderTypes>({
  // The first one sees what the others throw.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, DataloaderPlugin],
  defaultFieldNullability: false,
  scopeAuth: {
    authScopes: ({ viewer: { role } }) => ({ client: true, admin: role === 'ADMIN' }),
    authorizeOnSubscribe: true,
    unauthorizedError: () => new CodedError('FORBIDDEN', adminsOnly()),
  },
  errors: { directResult: true },
  relay: {
    encodeGlobalID: encodeNodeId,
    decodeGlobalID: decodeNodeId,
    nodeTypeOptions: { description: 'Whatever can be fetched again by its id.' },
    idFieldOptions: { description: 'Global id: unique over all types, opaque, accepted by `node`.' },
    nodeQueryOptions: {
      nullable: true,
      description:
        'Anything that has an id. Null when the id is malformed or names nothing that the key may see; FORBIDDEN for kinds that only admins may see.',
      args: { id: { description: 'The global id.' } },
      resolve: (_root, { id }, { viewer }, info, resolveNode) => {
        const type = info.schema.getType(id.typename);
        const node = info.schema.getType('Node');
        const known = isObjectType(type) && isInterfaceType(node) && info.schema.isSubType(node, type);
        if (!known) return null;
        if (!mayFetch(viewer, id.typename)) throw new CodedError('FORBIDDEN', adminsOnly());
        return resolveNode(id);
      },
    },
    nodesQueryOptions: false,
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The entries of this page, newest first.',
    },
    nodeFieldOptions: { nullable: false, description: 'The entry itself.' },
    cursorFieldOptions: { description: 'Marks the place of this entry, for `after` and `before`.' },
    pageInfoFieldOptions: { description: 'Whether there is more, and where.' },
    pageInfoTypeOptions: { description: 'Where a page lies in the whole list.' },
    hasNextPageFieldOptions: { description: 'Whether older entries follow.' },
    hasPreviousPageFieldOptions: { description: 'Whether newer entries precede.' },
    startCursorFieldOptions: { description: 'Cursor of the first entry; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last entry; null on an empty page.' },
    firstArgOptions: { description: 'How many from the newest on, at most 100; 20 when absent.' },
    afterArgOptions: { description: 'Only entries that are older than the one with this cursor.' },
    lastArgOptions: { description: 'How many from the oldest on, at most 100.' },
    beforeArgOptions: { description: 'Only entries that are newer than the one with this cursor.' },
  },
});

builder.queryType({ description: 'What can be read.', authScopes: { client: true } });
builder.mutationType({ description: 'What can be done.', authScopes: { client: true } });
builder.subscriptionType({ description: 'What can be watched.', authScopes: { client: true } });

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many there are on all pages together.',
    resolve: ({ totalCount }) => totalCount(),
  }),
);
