import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Exchange } from '../exchange.js';

/** The page brings everything along; a browser that finds a reference to elsewhere in it must not follow it. */
const contentSecurityPolicy = [
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "frame-ancestors 'none'",
].join('; ');

let rendered: Buffer | null = null;

/** Whether a browser asks for a page to look at. */
export function wantsPage({ request }: Exchange): boolean {
  return request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
}

/** GraphiQL, to try queries in the browser. */
export function answerGraphiql({ response }: Exchange): void {
  rendered ??= Buffer.from(renderGraphiQL({ title: 'Captions' }));
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': rendered.byteLength,
    'content-security-policy': contentSecurityPolicy,
  });
  response.end(rendered);
}
