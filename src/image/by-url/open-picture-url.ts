import type { IncomingMessage } from 'node:http';
import type { AllowedHost } from './allowed-hosts.js';
import { checkAnswer, redirectOf } from './answer.js';
import { defaultFetchLimits, type FetchLimits } from './fetch-limits.js';
import { unreachable, type Hop } from './hop.js';
import { pictureBody } from './picture-body.js';
import { pictureName } from './picture-name.js';
import { parsePictureUrl } from './picture-url.js';
import { lookupOnSystem, resolveHost, type HostLookup } from './resolve-host.js';
import { sendRequest } from './send-request.js';
import { startTimeLimit } from './time-limit.js';

export interface FetchOptions {
  /** Closes the connection at once; its reason is thrown if that is a CodedError, else CANCELED. */
  readonly signal?: AbortSignal | null;
  /** Hosts that may have addresses which are not public. None by default. */
  readonly allowHosts?: readonly AllowedHost[];
  /** Instead of {@link defaultFetchLimits}, one by one. */
  readonly limits?: Partial<FetchLimits>;
  /** How names become addresses. The system's way by default. */
  readonly lookup?: HostLookup;
  /** PEM certificates to trust instead of Node's own. */
  readonly authorities?: readonly string[] | null;
}

export interface OpenedPicture {
  /** From the URL that was given, see {@link pictureName}. */
  readonly name: string | null;
  /**
   * The bytes as they come, once. Throws UrlError URL_UNREACHABLE where they break off or time is over, ImageError
   * IMAGE_TOO_LARGE. Stop reading, or abort the signal, and the connection closes; unread, it closes when `totalMs` are over.
   */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Asks for the picture at an http or https URL and follows its redirects. Strangers choose the URL: it reaches nothing
 * but public internet addresses and what the operator allowed, on any port, and the connection goes to the address that
 * was checked. What the bytes are is not looked at.
 *
 * @example
 * const { name, body } = await openPictureUrl('https://example.org/cat.jpg', { signal });
 * const staged = await blobs.stage(body);
 * @throws UrlError URL_BLOCKED (the URL or one that it redirects to is malformed, not http or https, or leads to an address
 *   that is not public), URL_UNREACHABLE (name, connection, TLS, time, status, redirects); ImageError IMAGE_TOO_LARGE when the
 *   answer announces it; the signal's reason
 */
export async function openPictureUrl(text: string, options: FetchOptions = {}): Promise<OpenedPicture> {
  const limits = { ...defaultFetchLimits, ...options.limits };
  const given = parsePictureUrl(text, limits.urlLength);
  const start: Hop = { url: given, given };
  const total = startTimeLimit(
    limits.totalMs,
    () => unreachable(start, `it took longer than ${limits.totalMs} ms`),
    options.signal ?? null,
  );
  try {
    const { hop, answer } = await follow(start, { ...options, limits }, total.signal);
    return { name: pictureName(given), body: pictureBody(answer, hop, limits, total) };
  } catch (error) {
    total.end();
    throw error;
  }
}

interface FollowOptions extends FetchOptions {
  readonly limits: FetchLimits;
}

/** Asks from redirect to redirect; the answer is a picture's, as far as can be told before its body. */
async function follow(
  start: Hop,
  options: FollowOptions,
  signal: AbortSignal,
): Promise<{ hop: Hop; answer: IncomingMessage }> {
  const { limits } = options;
  let hop = start;
  for (let redirects = 0; redirects <= limits.redirects; redirects++) {
    const answer = await ask(hop, options, signal);
    const next = unlessRefused(answer, hop, limits);
    if (next === null) return { hop, answer };
    hop = next;
  }
  throw unreachable(start, `it redirects more than ${limits.redirects} times`);
}

/** One hop, checked afresh: that a host was allowed says nothing of those it redirects to. */
async function ask(hop: Hop, options: FollowOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const { limits, lookup = lookupOnSystem, allowHosts = [], authorities = null } = options;
  const patience = startTimeLimit(
    limits.connectMs,
    () => unreachable(hop, `the name of the host was not looked up within ${limits.connectMs} ms`),
    signal,
  );
  try {
    const addresses = await resolveHost(hop, lookup, allowHosts, patience.signal);
    patience.end();
    return await sendRequest(hop, addresses, limits, authorities, signal);
  } finally {
    patience.end();
  }
}

/** Where the answer redirects to, or null for one with a picture; every other answer is closed. */
function unlessRefused(answer: IncomingMessage, hop: Hop, limits: FetchLimits): Hop | null {
  let picture = false;
  try {
    const next = redirectOf(answer, hop, limits);
    if (next !== null) return next;
    checkAnswer(answer, hop, limits);
    picture = true;
    return null;
  } finally {
    if (!picture) answer.destroy();
  }
}
