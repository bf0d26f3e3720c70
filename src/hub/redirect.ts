import { HubError } from '../errors/hub-error.js';

/** RFC 9110, section 15.4; 300 and 304 name no other place. */
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer redirects to; null if it does not. Hubs redirect to their storage, which is on other hosts.
 * @throws HubError URL_BLOCKED when that is no URL to be followed: not http or https, or no longer https
 */
export function redirectOf(status: number, location: string | undefined, from: URL): URL | null {
  if (!redirects.has(status)) return null;
  const url =
    location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new HubError('URL_BLOCKED', `${from.host} redirects to what is no http or https URL.`);
  }
  if (from.protocol === 'https:' && url.protocol === 'http:') {
    throw new HubError(
      'URL_BLOCKED',
      `${from.host} redirects to ${url.host} without encryption, which is not followed.`,
    );
  }
  return url;
}
