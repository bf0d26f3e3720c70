import { STATUS_CODES, type IncomingMessage } from 'node:http';
import { ImageError } from '../../errors/image-error.js';
import type { FetchLimits } from './fetch-limits.js';
import { unreachable, type Hop } from './hop.js';
import { parseRedirect } from './picture-url.js';

/** RFC 9110, section 15.4; 300 and 304 name no other place. */
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Where the answer redirects to; null if it does not.
 *
 * @throws UrlError URL_UNREACHABLE (no `Location`), URL_BLOCKED (to what is not an http or https URL)
 */
export function redirectOf(answer: IncomingMessage, hop: Hop, limits: FetchLimits): Hop | null {
  if (!redirects.has(answer.statusCode ?? 0)) return null;
  const { location } = answer.headers;
  if (location === undefined) throw unreachable(hop, `it answered ${status(answer)} without a new location`);
  return { url: parseRedirect(location, hop.url, limits.urlLength), given: hop.given };
}

/**
 * Judges all but the body. Whatever the media type says, the bytes will tell.
 *
 * @throws UrlError URL_UNREACHABLE (not 2xx, compressed although that was not asked for), ImageError IMAGE_TOO_LARGE
 */
export function checkAnswer(answer: IncomingMessage, hop: Hop, limits: FetchLimits): void {
  const code = answer.statusCode ?? 0;
  if (code < 200 || code > 299) throw unreachable(hop, `it answered ${status(answer)}`);
  const coding = answer.headers['content-encoding'] ?? 'identity';
  const transfer = answer.headers['transfer-encoding'] ?? 'chunked';
  // RFC 9112, section 7: `gzip, chunked` is another way to compress.
  if (!/^identity$/i.test(coding) || !/^chunked$/i.test(transfer)) {
    throw unreachable(hop, 'it sent the picture compressed, although asked not to');
  }
  // Without a valid length this is NaN, and the bytes are counted as they come.
  if (Number(answer.headers['content-length']) > limits.bytes) throw tooLarge(hop, limits);
}

export function tooLarge(hop: Hop, limits: FetchLimits): ImageError {
  return new ImageError(
    'IMAGE_TOO_LARGE',
    `The picture at “${hop.given.host}” has more than ${limits.bytes} bytes, the most that is fetched.`,
  );
}

/** The number and the standard's phrase; the server's own phrase is a stranger's text. */
function status(answer: IncomingMessage): string {
  const code = answer.statusCode ?? 0;
  return `${code} ${STATUS_CODES[code] ?? ''}`.trim();
}
