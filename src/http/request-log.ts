import type { Exchange } from './exchange.js';

const quietPaths = new Set(['/livez', '/readyz', '/metrics']);

/**
 * One line for each request, when it is over. Of the URL only the path: links carry signatures, and queries the
 * variables of strangers.
 */
export function logWhenOver({ request, response, path, log, requestId }: Exchange): void {
  const start = performance.now();
  response.setHeader('x-request-id', requestId);
  response.once('close', () => {
    const line = {
      method: request.method,
      path,
      status: response.headersSent ? response.statusCode : null,
      answered: response.writableFinished,
      durationMs: Math.round(performance.now() - start),
    };
    if (quietPaths.has(path)) log.debug(line, 'request');
    else log.info(line, 'request');
  });
}
