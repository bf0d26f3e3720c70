import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import {
  CaptionJobProgressDocument,
  type CaptionJobProgressSubscription,
  type CaptionJobProgressSubscriptionVariables,
} from '../graphql/generated/graphql.js';
import type { GraphqlError } from './upload-client.js';

export interface SubscriptionResult<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphqlError[];
}

/** A running subscription and what it has brought so far. */
export interface Watcher<Result = CaptionJobProgressSubscription> {
  readonly results: SubscriptionResult<Result>[];
  /** Resolves when the server has completed the stream, or the connection is gone: true for the former. */
  readonly over: Promise<boolean>;
  /** Goes away without a word to the server. */
  vanish(): void;
}

export type Transport = 'WebSocket' | 'SSE';

/** Watches a job; `language` is what the client reads. */
export function watchJob(
  transport: Transport,
  port: number,
  variables: CaptionJobProgressSubscriptionVariables,
  language = 'en',
): Watcher {
  return watch(transport, port, CaptionJobProgressDocument, variables, language);
}

export function watch<Result, Variables extends object>(
  transport: Transport,
  port: number,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  language = 'en',
): Watcher<Result> {
  const follow = transport === 'SSE' ? overEvents<Result> : overSocket<Result>;
  return follow(
    port,
    { query: print(document), variables: Object.fromEntries(Object.entries(variables)) },
    language,
  );
}

interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

function overSocket<Result>(port: number, operation: Operation, language: string): Watcher<Result> {
  const results: SubscriptionResult<Result>[] = [];
  const sockets: WebSocket[] = [];
  class CountedSocket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols);
      sockets.push(this);
    }
  }
  const client = createClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: CountedSocket,
    connectionParams: { language },
    retryAttempts: 0,
  });
  const over = new Promise<boolean>((resolve) => {
    client.subscribe<Result>(operation, {
      next: (result) => results.push(result as SubscriptionResult<Result>),
      error: (error) => {
        if (Array.isArray(error)) results.push({ errors: error as GraphqlError[] });
        resolve(Array.isArray(error));
      },
      complete: () => {
        resolve(true);
      },
    });
  });
  return {
    results,
    over,
    vanish: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

function overEvents<Result>(port: number, operation: Operation, language: string): Watcher<Result> {
  const results: SubscriptionResult<Result>[] = [];
  const abort = new AbortController();
  const read = async (): Promise<boolean> => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'accept-language': language,
        'content-type': 'application/json',
      },
      body: JSON.stringify(operation),
      signal: abort.signal,
    });
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString();
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.startsWith('event: complete')) return true;
        const data = /^event: next\ndata: (.*)$/s.exec(event)?.[1];
        if (data !== undefined) results.push(JSON.parse(data) as SubscriptionResult<Result>);
      }
    }
    return false;
  };
  return {
    results,
    over: read().catch(() => false),
    vanish: () => {
      abort.abort();
    },
  };
}
