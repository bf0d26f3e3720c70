import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What other programs make for ids, and nothing that could be taken for another line of the log or a header. */
const harmless = /^[\w.:+/=@-]{1,128}$/;

/** The id that the client or a proxy gave the request in `X-Request-Id`, if it is harmless, else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && harmless.test(given) ? given : randomUUID();
}
