import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { watch, type Transport, type Watcher } from '../http/subscription-clients.js';

/** Watches a subscription that is given as text. */
export function watchText(transport: Transport, port: number, text: string): Watcher<unknown> {
  const document: TypedDocumentNode<unknown, object> = parse(text);
  return watch(transport, port, document, {});
}
