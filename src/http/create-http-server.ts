import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Arrivals } from '../engine/arrivals.js';
import type { GraphQLServices } from '../graphql/context.js';
import { answerError } from './error-answer.js';
import { Exchange, type ExchangeSettings } from './exchange.js';
import { createGraphqlEndpoint } from './graphql/graphql-endpoint.js';
import type { Readiness } from './health-routes.js';
import { defaultHttpLimits, type HttpLimits } from './http-limits.js';
import { foreignHeader, isLoopback } from './loopback.js';
import { lingerAfterAnswer } from './receiving/lingering.js';
import { ReceivingBudget } from './receiving/receiving-budget.js';
import { logWhenOver } from './request-log.js';
import { route, type Routes } from './router.js';
import { setSecurityHeaders } from './security-headers.js';
import { SignedThumbnailLinks } from './thumbnails/signed-links.js';

export interface HttpServerOptions extends Omit<GraphQLServices, 'thumbnailLinks'> {
  readonly readiness: Readiness;
  readonly arrivals: Arrivals;
  /** Signs the links to thumbnails. */
  readonly secret: Buffer;
  readonly log: Logger;
  readonly limits?: Partial<HttpLimits>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Serves GraphQL at `/graphql`, thumbnails and health over HTTP. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { secret, readiness, arrivals, log, limits, now = Date.now, ...services } = options;
  const links = new SignedThumbnailLinks(secret, now);
  const graphql = createGraphqlEndpoint({ ...services, thumbnailLinks: links });
  return new HttpServer(
    { graphql, captions: services.captions, readiness, links },
    { limits: { ...defaultHttpLimits, ...limits }, blobs: services.blobs, arrivals, log },
  );
}

export class HttpServer {
  readonly #server: Server;
  readonly #settings: ExchangeSettings;
  readonly #running = new Set<Promise<void>>();
  /** Bound to the loopback interface only: pages from elsewhere have no business here. */
  #local = true;
  #closing = false;

  constructor(
    private readonly routes: Routes,
    settings: Omit<ExchangeSettings, 'budget'>,
  ) {
    const { limits } = settings;
    this.#settings = { ...settings, budget: new ReceivingBudget(limits.receivingBytes) };
    this.#server = createServer({ headersTimeout: limits.headersMs, requestTimeout: limits.requestMs });
    const serve = (request: IncomingMessage, response: ServerResponse): void => {
      this.#serve(new Exchange(request, response, this.#settings));
    };
    this.#server.on('request', serve);
    this.#server.on('checkContinue', serve);
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

  /** Takes no more requests and lets those that are running finish, for `graceMs` at most. */
  async close(graceMs = 10_000): Promise<void> {
    this.#closing = true;
    const closed = new Promise<void>((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
    this.#server.closeIdleConnections();
    await Promise.race([Promise.allSettled(this.#running), sleep(graceMs)]);
    this.#server.closeAllConnections();
    await closed;
    await Promise.race([Promise.allSettled(this.#running), sleep(graceMs)]);
  }

  #serve(exchange: Exchange): void {
    const done = this.#answer(exchange).finally(() => {
      this.#running.delete(done);
    });
    this.#running.add(done);
  }

  async #answer(exchange: Exchange): Promise<void> {
    const { request, response, limits, log } = exchange;
    logWhenOver(exchange);
    setSecurityHeaders(response);
    lingerAfterAnswer(request, response, limits.lingerMs);
    if (this.#closing) response.shouldKeepAlive = false;
    const over = new Promise<void>((resolve) => response.once('close', resolve));
    try {
      if (!this.#refusesForeign(exchange)) await route(exchange, this.routes);
    } catch (error) {
      answerUnexpected(exchange, error);
    }
    await exchange.end().catch((error: unknown) => {
      log.error({ err: error }, 'uploaded files could not be deleted');
    });
    await over;
  }

  #refusesForeign({ request, response }: Exchange): boolean {
    const header = this.#local ? foreignHeader(request.headers) : null;
    if (header === null) return false;
    answerError(
      response,
      'FORBIDDEN',
      `This server is for its own machine only, and the header ${header} names another.`,
    );
    return true;
  }
}

function answerUnexpected({ response, log, signal }: Exchange, error: unknown): void {
  if (signal.aborted) return;
  log.error({ err: error }, 'unexpected error');
  if (response.headersSent) response.destroy();
  else answerError(response, 'INTERNAL', 'The server failed unexpectedly. Its log says more.');
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
