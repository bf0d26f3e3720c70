import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { AccessControl } from '../../access/access-control.js';
import type { Viewer } from '../../access/viewer.js';
import { CodedError } from '../../errors/coded-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { QueueFullError } from '../../errors/queue-full-error.js';
import { nothingAt, notWebSocket, tooManyConnections } from '../../messages/about-requests.js';
import type { Language } from '../../errors/wording.js';
import { preferredLanguage } from '../../messages/language.js';
import { graphqlPath, type GraphqlEndpoint } from '../graphql/graphql-endpoint.js';
import type { HttpLimits } from '../http-limits.js';
import { requestIdOf } from '../request-id.js';
import { refuseUpgrade } from './refuse-upgrade.js';
import { keepAlive, socketLink } from './socket-link.js';
import { createSocketProtocol, type SocketClient } from './socket-protocol.js';

/** RFC 6455, section 7.4.1: the server goes away; clients connect again. */
const goingAway = 1001;
/** In the registry of close codes at IANA; clients connect again later. */
const tryAgainLater = 1013;
const retryAfterMs = 5000;

interface Opening {
  readonly language: Language;
  readonly path: string;
  /** Of the request for the WebSocket. */
  readonly requestId: string;
}

/** GraphQL over WebSocket, on the port of the HTTP server. */
export class GraphqlSockets {
  readonly #server: WebSocketServer;
  readonly #protocol: Server<SocketClient>;
  /** Whose clients have not introduced themselves yet. */
  readonly #waiting = new Set<WebSocket>();
  readonly #ofKey = new Map<number, number>();

  constructor(
    graphql: GraphqlEndpoint,
    access: AccessControl,
    private readonly limits: HttpLimits,
    private readonly log: Logger,
  ) {
    this.#protocol = createSocketProtocol(graphql, access, limits);
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: limits.socketMessageBytes,
      perMessageDeflate: false,
      handleProtocols,
    });
  }

  /** Connections that are open now. */
  get size(): number {
    return this.#server.clients.size;
  }

  /** Takes over a connection whose client asked for another protocol. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const language = preferredLanguage(request.headers['accept-language']);
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (path !== graphqlPath) {
      refuseUpgrade(socket, new CodedError('NOT_FOUND', nothingAt(path)), language);
    } else if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      refuseUpgrade(socket, new InvalidInputError(notWebSocket()), language);
    } else if (this.size >= this.limits.sockets || this.#waiting.size >= this.limits.socketsWaiting) {
      refuseUpgrade(socket, new QueueFullError(tooManyConnections(), retryAfterMs), language);
    } else {
      this.#server.handleUpgrade(request, socket, head, (client) => {
        this.#serve(client, request, { language, path, requestId: requestIdOf(request) });
      });
    }
  }

  /** Says goodbye to every client; one that has not answered after `graceMs` is cut off. */
  async close(graceMs: number): Promise<void> {
    const closed = [...this.#server.clients].map(
      (client) =>
        new Promise<void>((resolve) => {
          client.once('close', () => {
            resolve();
          });
          client.close(goingAway, 'The server is stopping');
        }),
    );
    const timer = setTimeout(() => {
      for (const client of this.#server.clients) client.terminate();
    }, graceMs);
    await Promise.all(closed);
    clearTimeout(timer);
  }

  #serve(client: WebSocket, request: IncomingMessage, { language, path, requestId }: Opening): void {
    const log = this.log.child({ connectionId: requestId });
    const gone = new AbortController();
    // One listener for each operation, and the number of those is bounded.
    setMaxListeners(0, gone.signal);
    const started = performance.now();
    this.#waiting.add(client);
    const closed = this.#protocol.opened(socketLink(client, this.limits, log), {
      language,
      viewer: null,
      address: request.socket.remoteAddress ?? '',
      authorization: request.headers.authorization,
      signal: gone.signal,
      requestId,
      log,
      admit: (viewer) => this.#admit(client, viewer),
    });
    keepAlive(client, this.limits.socketPingMs);
    // What is wrong with a client's frames; `ws` closes the connection for it.
    client.on('error', (error) => {
      log.debug({ err: error }, 'WebSocket error');
    });
    client.once('close', (code, reason) => {
      this.#waiting.delete(client);
      gone.abort(new CodedError('CANCELED', 'The client went away.'));
      log.info({ path, code, durationMs: Math.round(performance.now() - started) }, 'websocket');
      closed(code, reason.toString()).catch((error: unknown) => {
        log.error({ err: error }, 'unexpected error');
      });
    });
  }

  /** It is known who this is: the connection lasts as long as that one may be here. */
  #admit(client: WebSocket, { keyId, ended }: Viewer): boolean {
    this.#waiting.delete(client);
    if (keyId !== null && !this.#countOfKey(client, keyId)) {
      client.close(tryAgainLater, 'Too many connections');
      return false;
    }
    const close = (): void => {
      client.close(CloseCode.Forbidden, 'Forbidden');
    };
    ended.addEventListener('abort', close, { once: true });
    client.once('close', () => {
      ended.removeEventListener('abort', close);
    });
    return !ended.aborted;
  }

  #countOfKey(client: WebSocket, keyId: number): boolean {
    const count = this.#ofKey.get(keyId) ?? 0;
    if (count >= this.limits.socketsOfKey) return false;
    this.#ofKey.set(keyId, count + 1);
    client.once('close', () => {
      const left = (this.#ofKey.get(keyId) ?? 1) - 1;
      if (left === 0) this.#ofKey.delete(keyId);
      else this.#ofKey.set(keyId, left);
    });
    return true;
  }
}
