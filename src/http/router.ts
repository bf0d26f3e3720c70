import type { AccessControl } from '../access/access-control.js';
import type { CaptionService } from '../graphql/context.js';
import { CodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { methodNotAllowed, nothingAt } from '../messages/about-requests.js';
import { authenticate } from './authentication.js';
import { answerError } from './error-answer.js';
import type { Exchange } from './exchange.js';
import { answerGraphiql, wantsPage } from './graphql/graphiql-page.js';
import { answerGraphql, graphqlPath, type GraphqlEndpoint } from './graphql/graphql-endpoint.js';
import { answerLive, answerReady, type Readiness } from './health-routes.js';
import { answerMetrics, metricsPath } from './metrics-route.js';
import type { Metrics } from '../stats/metrics/create-metrics.js';
import type { PageFiles } from './page/page-files.js';
import { answerPageFile } from './page/page-route.js';
import type { SignedThumbnailLinks } from './thumbnails/signed-links.js';
import { answerThumbnail, thumbnailPrefix } from './thumbnails/thumbnail-route.js';

export interface Routes {
  readonly access: AccessControl;
  /** Whether GraphiQL is served. */
  readonly graphiql: boolean;
  readonly graphql: GraphqlEndpoint;
  readonly captions: CaptionService;
  readonly readiness: Readiness;
  readonly links: SignedThumbnailLinks;
  readonly metrics: Metrics;
  readonly page: PageFiles;
}

/** Sends a request to whatever answers its path. */
export async function route(exchange: Exchange, routes: Routes): Promise<void> {
  const { path } = exchange;
  if (path === graphqlPath) {
    if (wantsPage(exchange)) {
      if (routes.graphiql) answerGraphiql(exchange);
      else answerError(exchange, new CodedError('NOT_FOUND', nothingAt(path)));
    } else if (allows(exchange, 'GET', 'POST')) {
      const viewer = await authenticate(exchange, routes.access);
      if (viewer !== null) await answerGraphql(exchange, viewer, routes.graphql);
    }
    return;
  }
  const file = routes.page.find(path);
  if (file === null && !isReadable(path)) {
    answerError(exchange, new CodedError('NOT_FOUND', nothingAt(path)));
    return;
  }
  if (!allows(exchange, 'GET', 'HEAD')) return;
  if (file !== null) answerPageFile(exchange, file);
  else if (path.startsWith(thumbnailPrefix)) await answerThumbnail(exchange, routes.captions, routes.links);
  else if (path === '/livez') answerLive(exchange);
  else if (path === '/readyz') answerReady(exchange, routes.readiness);
  else await answerMetrics(exchange, routes.metrics, routes.access);
}

function isReadable(path: string): boolean {
  return ['/livez', '/readyz', metricsPath].includes(path) || path.startsWith(thumbnailPrefix);
}

function allows(exchange: Exchange, ...methods: string[]): boolean {
  const method = exchange.request.method ?? '';
  if (methods.includes(method)) return true;
  exchange.response.setHeader('allow', methods.join(', '));
  answerError(exchange, new InvalidInputError(methodNotAllowed(method)), 405);
  return false;
}
