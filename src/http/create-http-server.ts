import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { AccessControl } from '../access/access-control.js';
import type { Arrivals } from '../engine/arrivals.js';
import type { GraphQLServices } from '../graphql/context.js';
import { CodedError } from '../errors/coded-error.js';
import {
  foreignPage,
  foreignRequest,
  serverStopping,
  unexpectedFailure,
} from '../messages/about-requests.js';
import { preferredLanguage } from '../messages/language.js';
import type { Metrics } from '../stats/metrics/create-metrics.js';
import type { Tracing } from '../tracing/tracing.js';
import { answerError } from './error-answer.js';
import { Exchange, type ExchangeSettings } from './exchange.js';
import { createGraphqlEndpoint } from './graphql/graphql-endpoint.js';
import type { Readiness } from './health-routes.js';
import { defaultHttpLimits, type HttpLimits } from './http-limits.js';
import { foreignHeader, isForeignPage, isLoopback } from './loopback.js';
import { lingerAfterAnswer } from './receiving/lingering.js';
import { ReceivingBudget } from './receiving/receiving-budget.js';
import type { PageFiles } from './page/page-files.js';
import { logWhenOver } from './request-log.js';
import { route, type Routes } from './router.js';
import { GraphqlSockets } from './sockets/graphql-sockets.js';
import { refuseUpgrade } from './sockets/refuse-upgrade.js';
import { setSecurityHeaders } from './security-headers.js';
import { SignedThumbnailLinks } from './thumbnails/signed-links.js';
import { tracedRequest } from './traced-request.js';

export interface HttpServerOptions extends Omit<GraphQLServices, 'thumbnailLinks'> {
  readonly readiness: Readiness;
  readonly arrivals: Arrivals;
  readonly access: AccessControl;
  /** Strangers learn nothing about the schema: no introspection, no suggestions, no GraphiQL. */
  readonly production?: boolean;
  /** Signs the links to thumbnails. */
  readonly secret: Buffer;
  readonly log: Logger;
  readonly limits?: Partial<HttpLimits>;
  readonly metrics: Metrics;
  /** What browsers are shown. */
  readonly page: PageFiles;
  readonly tracing?: Tracing | null;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Serves GraphQL at `/graphql` over HTTP and WebSocket, thumbnails, health and the page. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { access, production = false, secret, readiness, arrivals, log, limits, ...rest } = options;
  const { metrics, page, tracing = null, now = Date.now, ...services } = rest;
  const links = new SignedThumbnailLinks(secret, now);
  const allLimits = { ...defaultHttpLimits, ...limits };
  const endpoint = { limits: allLimits, production, tracing };
  const graphql = createGraphqlEndpoint({ ...services, thumbnailLinks: links }, endpoint);
  return new HttpServer(
    { access, graphiql: !production, graphql, captions: services.captions, readiness, links, metrics, page },
    new GraphqlSockets(graphql, access, allLimits, log),
    { limits: allLimits, blobs: services.blobs, arrivals, log },
    tracing,
  );
}

/** How long clients of subscriptions may take to say goodbye, milliseconds. */
const farewellMs = 1000;

export class HttpServer {
  readonly #server: Server;
  readonly #settings: ExchangeSettings;
  readonly #routes: Routes;
  readonly #running = new Map<Exchange, Promise<void>>();
  /** Bound to the loopback interface only. */
  #local = true;
  #closing = false;

  constructor(
    routes: Routes,
    private readonly sockets: GraphqlSockets,
    settings: Omit<ExchangeSettings, 'budget'>,
    private readonly tracing: Tracing | null,
  ) {
    this.#routes = { ...routes, readiness: { state: () => this.#readiness(routes.readiness) } };
    const { limits } = settings;
    this.#settings = { ...settings, budget: new ReceivingBudget(limits.receivingBytes) };
    this.#server = createServer({ headersTimeout: limits.headersMs, requestTimeout: limits.requestMs });
    const serve = (request: IncomingMessage, response: ServerResponse): void => {
      this.#serve(new Exchange(request, response, this.#settings));
    };
    this.#server.on('request', serve);
    this.#server.on('checkContinue', serve);
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#upgrade(request, socket, head);
    });
  }

  /** Resolves with the port that was bound; port 0 takes a free one. */
  async listen(host: string, port: number): Promise<number> {
    this.#local = isLoopback(host);
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** WebSocket connections that are open now. */
  get openSockets(): number {
    return this.sockets.size;
  }

  /**
   * Takes no more requests and lets those that are running finish, for `graceMs` at most. Subscriptions are cut off at once:
   * their clients connect again, and go on where they were.
   */
  async close(graceMs = 10_000): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
    this.#server.closeIdleConnections();
    for (const exchange of this.#running.keys()) if (exchange.endless) exchange.response.destroy();
    await Promise.all([this.#finished(graceMs), this.sockets.close(Math.min(graceMs, farewellMs))]);
    this.#server.closeAllConnections();
    await closed;
    await this.#finished(graceMs);
  }

  async #finished(graceMs: number): Promise<void> {
    await Promise.race([Promise.allSettled(this.#running.values()), sleep(graceMs)]);
  }

  #serve(exchange: Exchange): void {
    const answer = (): Promise<void> => this.#answer(exchange);
    const done = (this.tracing === null ? answer() : tracedRequest(this.tracing, exchange, answer)).finally(
      () => this.#running.delete(exchange),
    );
    this.#running.set(exchange, done);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const language = preferredLanguage(request.headers['accept-language']);
    const header = this.#foreignHeader(request);
    if (header !== null) {
      refuseUpgrade(socket, new CodedError('FORBIDDEN', foreignRequest(header)), language);
    } else if (isForeignPage(request.headers)) {
      refuseUpgrade(socket, new CodedError('FORBIDDEN', foreignPage()), language);
    } else if (this.#closing) {
      refuseUpgrade(socket, new CodedError('DEVICE_UNAVAILABLE', serverStopping()), language);
    } else {
      this.sockets.upgrade(request, socket, head);
    }
  }

  async #answer(exchange: Exchange): Promise<void> {
    const { request, response, limits, log } = exchange;
    logWhenOver(exchange);
    setSecurityHeaders(response);
    lingerAfterAnswer(request, response, limits.lingerMs);
    if (this.#closing) response.shouldKeepAlive = false;
    const over = new Promise<void>((resolve) => response.once('close', resolve));
    try {
      if (!this.#refusesForeign(exchange)) await route(exchange, this.#routes);
    } catch (error) {
      answerUnexpected(exchange, error);
    }
    await exchange.end().catch((error: unknown) => {
      log.error({ err: error }, 'uploaded files could not be deleted');
    });
    await over;
  }

  #readiness(readiness: Readiness): ReturnType<Readiness['state']> {
    return this.#closing ? { ready: false, reason: serverStopping().en } : readiness.state();
  }

  /** Where nobody needs a key, pages from elsewhere have no business; with keys, a proxy may bring any name along. */
  #foreignHeader({ headers }: IncomingMessage): string | null {
    return this.#local && this.#routes.access.isOpen ? foreignHeader(headers) : null;
  }

  #refusesForeign(exchange: Exchange): boolean {
    const header = this.#foreignHeader(exchange.request);
    if (header === null) return false;
    answerError(exchange, new CodedError('FORBIDDEN', foreignRequest(header)));
    return true;
  }
}

function answerUnexpected(exchange: Exchange, error: unknown): void {
  const { response, log, signal } = exchange;
  if (signal.aborted) return;
  log.error({ err: error }, 'unexpected error');
  if (response.headersSent) response.destroy();
  else answerError(exchange, new CodedError('INTERNAL', unexpectedFailure()));
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
