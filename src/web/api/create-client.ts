import {
  cacheExchange,
  Client,
  fetchExchange,
  getOperationName,
  mapExchange,
  stringifyDocument,
  type Operation,
} from '@urql/core';
import type { Preferences } from '../preferences/preferences.js';
import type { RecordedOperations } from './recorded-operations.js';
import { requestErrorOf } from './request-error.js';

export const graphqlPath = '/graphql';

export interface ClientOptions {
  readonly preferences: Preferences;
  readonly operations: RecordedOperations;
  readonly onUnauthenticated: () => void;
}

/** The GraphQL client for queries and mutations, uploads included; it holds answers for as long as the key is the same. */
export function createClient({ preferences, operations, onUnauthenticated }: ClientOptions): Client {
  return new Client({
    url: graphqlPath,
    preferGetMethod: false,
    exchanges: [
      mapExchange({
        onError: (error) => {
          if (requestErrorOf(error).code === 'UNAUTHENTICATED') onUnauthenticated();
        },
      }),
      // Before the cache, which asks for more than was written.
      mapExchange({
        onOperation: (operation) => {
          record(operation, operations);
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
    fetchOptions: () => ({ headers: requestHeaders(preferences) }),
  });
}

/** For every request of the page to `/graphql`. */
export function requestHeaders({ apiKey, language }: Preferences): Record<string, string> {
  const key = apiKey.get();
  return {
    'accept-language': language.get(),
    'graphql-require-preflight': '1',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
}

function record(operation: Operation, operations: RecordedOperations): void {
  const { kind, query, variables } = operation;
  if (kind === 'teardown') return;
  operations.record({
    kind,
    name: getOperationName(query) ?? kind,
    document: stringifyDocument(query),
    variables: variables as Readonly<Record<string, unknown>>,
  });
}
