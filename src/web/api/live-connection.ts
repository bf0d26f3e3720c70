import { getOperationName, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { CloseCode, createClient, type Client, type FormattedExecutionResult } from 'graphql-ws/client';
import type { Preferences } from '../preferences/preferences.js';
import { Value } from '../preferences/value.js';
import { graphqlPath } from './create-client.js';
import type { RecordedOperations } from './recorded-operations.js';
import { fromAnswer, type RequestError } from './request-error.js';

/** `resting`: nothing is watched. `refused`: the server wants a key. */
export type ConnectionState = 'resting' | 'connected' | 'reconnecting' | 'refused';

export interface LiveSink<Data> {
  readonly next: (data: Data) => void;
  /** The server answered that there is nothing to watch; connections that break are mended without a word. */
  readonly failed: (error: RequestError) => void;
  readonly complete: () => void;
}

export interface LiveConnectionOptions {
  readonly preferences: Preferences;
  readonly operations: RecordedOperations;
  readonly onUnauthenticated: () => void;
}

/** Close codes of the server that only another key helps against. */
const refusals: ReadonlySet<number> = new Set([CloseCode.Forbidden, CloseCode.Unauthorized]);
const firstPauseMs = 500;
const longestPauseMs = 10_000;

/** One WebSocket for all that the page watches. It mends itself, and asks anew for what was being watched. */
export class LiveConnection {
  readonly state = new Value<ConnectionState>('resting');
  readonly #client: Client;
  /** Those who wait for the connection, to try again. */
  readonly #waiting = new Set<() => void>();

  constructor(private readonly options: LiveConnectionOptions) {
    const { apiKey, language } = options.preferences;
    this.#client = createClient({
      url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${graphqlPath}`,
      lazyCloseTimeout: 2000,
      keepAlive: 15_000,
      // It would ask again with the variables of the first time, and so for everything that is known already.
      retryAttempts: 0,
      connectionParams: () => {
        const key = apiKey.get();
        return { language: language.get(), ...(key === null ? {} : { authorization: `Bearer ${key}` }) };
      },
      on: {
        connected: () => {
          this.state.set('connected');
        },
        closed: (event) => {
          this.#closed(event as CloseEvent);
        },
      },
    });
    apiKey.subscribe(() => {
      this.#client.terminate();
      this.#wake();
    });
    addEventListener('online', () => {
      this.#wake();
    });
  }

  /**
   * Watches until the server says that it is over.
   *
   * @param variables asked for at each connection, so that it goes on where it was
   * @returns stops watching
   */
  watch<Data, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentNode<Data, Variables>,
    variables: () => Variables,
    sink: LiveSink<Data>,
  ): () => void {
    const query = stringifyDocument(document);
    const operationName = getOperationName(document) ?? 'Live';
    this.options.operations.record({
      kind: 'subscription',
      name: operationName,
      document: query,
      variables: variables(),
    });
    const over = new AbortController();
    let attempts = 0;
    const connect = (): void => {
      if (over.signal.aborted) return;
      const stop = this.#client.subscribe<Data>(
        { query, operationName, variables: variables() },
        {
          next: (result) => {
            attempts = 0;
            deliver(result, sink);
          },
          error: (error) => {
            over.signal.removeEventListener('abort', stop);
            if (over.signal.aborted) return;
            if (Array.isArray(error)) sink.failed(fromAnswer(error[0] as { message: string }));
            else this.#later(connect, attempts++, over.signal);
          },
          complete: () => {
            over.signal.removeEventListener('abort', stop);
            if (!over.signal.aborted) sink.complete();
          },
        },
      );
      over.signal.addEventListener('abort', stop, { once: true });
    };
    connect();
    return () => {
      over.abort();
    };
  }

  #closed(event: CloseEvent): void {
    if (refusals.has(event.code)) {
      this.state.set('refused');
      this.options.onUnauthenticated();
    } else {
      this.state.set(event.wasClean && event.code === 1000 ? 'resting' : 'reconnecting');
    }
  }

  /** Tries again after a pause that grows, or as soon as there is a network or a key again. */
  #later(connect: () => void, attempts: number, signal: AbortSignal): void {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts) * (0.75 + Math.random() / 2);
    const again = (): void => {
      clearTimeout(timer);
      this.#waiting.delete(again);
      signal.removeEventListener('abort', forget);
      connect();
    };
    const forget = (): void => {
      clearTimeout(timer);
      this.#waiting.delete(again);
    };
    // Without a key that is accepted only another key helps.
    const timer = this.state.get() === 'refused' ? undefined : setTimeout(again, pause);
    this.#waiting.add(again);
    signal.addEventListener('abort', forget, { once: true });
  }

  #wake(): void {
    for (const again of [...this.#waiting]) again();
  }
}

function deliver<Data>(result: FormattedExecutionResult<Data, unknown>, sink: LiveSink<Data>): void {
  const [error] = result.errors ?? [];
  if (error !== undefined) sink.failed(fromAnswer(error));
  else if (result.data != null) sink.next(result.data);
}
