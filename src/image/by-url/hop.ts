import { UrlError } from '../../errors/url-error.js';
import { failureReason } from '../../errors/failure-reason.js';

/**
 * One request on the way to a picture. Messages name the host of the URL that was given and never where it redirects to:
 * that may be a name within the operator's network, which the asker has no business to learn.
 */
export interface Hop {
  readonly url: URL;
  /** The URL that was given, the same object where nothing redirected yet. */
  readonly given: URL;
}

/** Asking failed; `problem` completes "Fetching the picture from … failed: ". */
export function unreachable(hop: Hop, problem: string, cause?: unknown): UrlError {
  const place = `“${hop.given.host}”${hop.url === hop.given ? '' : ' after a redirect'}`;
  return new UrlError('URL_UNREACHABLE', `Fetching the picture from ${place} failed: ${problem}.`, { cause });
}

/** What Node threw, in our words. */
export function failed(hop: Hop, thrown: unknown): UrlError {
  return thrown instanceof UrlError ? thrown : unreachable(hop, failureReason(thrown), thrown);
}

/** The address is not public; which one it is stays in `cause`. */
export function notPublic(hop: Hop, address: string): UrlError {
  const cause = new Error(`${hop.url.host} has the address ${address}`);
  const message =
    hop.url === hop.given
      ? `“${hop.given.host}” does not lead to a public internet address, so it is not fetched. ` +
        `If it is meant to be, start the server with --allow-url-hosts ${hop.given.host}`
      : `“${hop.given.host}” redirects to a host without a public internet address, so it is not fetched. ` +
        'If it is meant to be, start the server with that host in --allow-url-hosts';
  return new UrlError('URL_BLOCKED', message, { cause });
}
