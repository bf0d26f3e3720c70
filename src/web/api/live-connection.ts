import { getOperationName, stringifyDocument, type TypedDocumentNode } from '@urql/core';
import { CloseCode, createClient, type Client } from 'graphql-ws/client';
import type { Preferences } from '../preferences/preferences.js';
import { Value } from '../preferences/value.js';
import { graphqlPath } from './create-client.js';
import { LiveWatch, type LiveSink } from './live-watch.js';
import type { RecordedOperations } from './recorded-operations.js';

/** `resting`: nothing is watched. `refused`: the server wants a key. */
export type ConnectionState = 'resting' | 'connected' | 'reconnecting' | 'refused';

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
  #watches = 0;
  /** Those who wait for the connection, to try again. */
  readonly #waiting = new Set<() => void>();

  constructor(private readonly options: LiveConnectionOptions) {
    const { apiKey } = options.preferences;
    this.#client = this.#createClient();
    apiKey.subscribe(() => {
      this.#client.terminate();
      this.state.set('resting');
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
    const { operations } = this.options;
    operations.record({
      kind: 'subscription',
      name: operationName,
      document: query,
      variables: variables(),
    });
    this.#watches++;
    const watch = new LiveWatch({
      client: this.#client,
      request: () => ({ query, operationName, variables: variables() }),
      sink,
      pause: (attempts, signal) => this.#pause(attempts, signal),
      onOver: () => {
        this.#watches--;
        if (this.#watches === 0) this.state.set('resting');
      },
    });
    return () => {
      watch.stop();
    };
  }

  #createClient(): Client {
    const { apiKey, language } = this.options.preferences;
    return createClient({
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
  }

  #closed({ code }: CloseEvent): void {
    if (refusals.has(code)) {
      this.state.set('refused');
      this.options.onUnauthenticated();
    } else {
      this.state.set(this.#watches === 0 ? 'resting' : 'reconnecting');
    }
  }

  /** A pause that grows, or until there is a network or another key. */
  #pause(attempts: number, signal: AbortSignal): Promise<void> {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** attempts) * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const forget = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(again);
      };
      const again = (): void => {
        forget();
        signal.removeEventListener('abort', forget);
        resolve();
      };
      // Without a key that is accepted only another key helps.
      const timer = this.state.get() === 'refused' ? undefined : setTimeout(again, pause);
      this.#waiting.add(again);
      signal.addEventListener('abort', forget, { once: true });
    });
  }

  #wake(): void {
    for (const again of [...this.#waiting]) again();
  }
}
