import type { AccessControl } from '../access/access-control.js';
import type { Viewer } from '../access/viewer.js';
import { CodedError } from '../errors/coded-error.js';
import { RateLimitedError } from '../errors/rate-limited-error.js';
import { answerError } from './error-answer.js';
import type { Exchange } from './exchange.js';

/**
 * Whoever sent a request for GraphQL, which counts against its rate; null when it was answered already, since it may not:
 * 401 without a valid key, 429 when it asks too often. By the header alone, before anything of the body is read.
 */
export function authenticate(exchange: Exchange, access: AccessControl): Promise<Viewer | null> {
  return orRefused(exchange, async () => {
    const { headers, socket } = exchange.request;
    const viewer = await access.viewer(headers.authorization);
    access.countRequest(viewer, socket.remoteAddress ?? '');
    return viewer;
  });
}

/** Whether a request may read the metrics; false when it was answered already: 401 without a key, 403 with that of a client. */
export async function mayReadMetrics(exchange: Exchange, access: AccessControl): Promise<boolean> {
  return (await orRefused(exchange, () => access.admin(exchange.request.headers.authorization))) !== null;
}

async function orRefused(exchange: Exchange, check: () => Promise<Viewer>): Promise<Viewer | null> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    // RFC 9110, section 11.6.1: a 401 says how to authenticate.
    if (error.code === 'UNAUTHENTICATED') exchange.response.setHeader('www-authenticate', 'Bearer');
    if (error instanceof RateLimitedError) {
      exchange.response.setHeader('retry-after', Math.ceil(error.retryAfterMs / 1000));
    }
    answerError(exchange, error);
    return null;
  }
}
