import type { CaptionService } from '../graphql/context.js';
import { answerError } from './error-answer.js';
import type { Exchange } from './exchange.js';
import { answerGraphiql, wantsPage } from './graphql/graphiql-page.js';
import { graphqlPath } from './graphql/graphql-endpoint.js';
import { answerLive, answerReady, type Readiness } from './health-routes.js';
import type { SignedThumbnailLinks } from './thumbnails/signed-links.js';
import { answerThumbnail, thumbnailPrefix } from './thumbnails/thumbnail-route.js';

export interface Routes {
  readonly graphql: (exchange: Exchange) => Promise<void>;
  readonly captions: CaptionService;
  readonly readiness: Readiness;
  readonly links: SignedThumbnailLinks;
}

/** Sends a request to whatever answers its path. */
export async function route(exchange: Exchange, routes: Routes): Promise<void> {
  const { path, response } = exchange;
  if (path === graphqlPath) {
    if (wantsPage(exchange)) answerGraphiql(exchange);
    else if (allows(exchange, 'GET', 'POST')) await routes.graphql(exchange);
    return;
  }
  if (!isReadable(path)) {
    answerError(response, 'NOT_FOUND', `There is nothing at ${path}.`);
    return;
  }
  if (!allows(exchange, 'GET', 'HEAD')) return;
  if (path.startsWith(thumbnailPrefix)) await answerThumbnail(exchange, routes.captions, routes.links);
  else if (path === '/livez') answerLive(exchange);
  else if (path === '/readyz') answerReady(exchange, routes.readiness);
  else response.writeHead(302, { location: graphqlPath }).end();
}

function isReadable(path: string): boolean {
  return path === '/' || path === '/livez' || path === '/readyz' || path.startsWith(thumbnailPrefix);
}

function allows({ request, response }: Exchange, ...methods: string[]): boolean {
  if (methods.includes(request.method ?? '')) return true;
  response.setHeader('allow', methods.join(', '));
  answerError(response, 'INVALID_INPUT', `The method ${request.method ?? ''} is not allowed here.`, 405);
  return false;
}
