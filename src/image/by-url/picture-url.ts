import { UrlError } from '../../errors/url-error.js';

/** RFC 1035, section 2.3.4, and one more for the dot at the end. */
const hostLength = 254;

/**
 * The URL of a picture, normalised as the WHATWG URL standard says: `http://0x7f.1/` becomes `http://127.0.0.1/`, a name
 * in Chinese its Punycode form. Whether its host may be asked is not decided here.
 *
 * All that is wrong with the URL itself is URL_BLOCKED and not InvalidInputError, a malformed URL too: it fails one
 * picture, not the whole job it came in, and it is not worth a retry.
 *
 * @param longest characters that it may have
 * @throws UrlError URL_BLOCKED (malformed, too long, neither http nor https, with a user name or password)
 */
export function parsePictureUrl(text: string, longest: number): URL {
  if (text.length > longest) throw blocked(`The URL has more than ${longest} characters.`);
  return acceptable(URL.canParse(text) ? new URL(text) : null, longest, 'The URL');
}

/**
 * Where a redirect from `from` leads.
 *
 * @param location the `Location` header as Node reads it
 * @throws UrlError URL_BLOCKED as {@link parsePictureUrl}
 */
export function parseRedirect(location: string, from: URL, longest: number): URL {
  // Node reads header bytes as Latin-1; servers that do not escape a path send UTF-8.
  const text = Buffer.from(location, 'latin1').toString();
  return acceptable(
    URL.canParse(text, from) ? new URL(text, from) : null,
    longest,
    'The URL of the redirect',
  );
}

/** The host name or address as it is looked up and compared: no brackets, no dot at the end. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

export function portOf(url: URL): number {
  return url.port === '' ? defaultPort(url) : Number(url.port);
}

export function defaultPort(url: URL): number {
  return url.protocol === 'https:' ? 443 : 80;
}

function acceptable(url: URL | null, longest: number, subject: string): URL {
  if (url === null) {
    throw blocked(`${subject} is malformed. Accepted are whole ones: https://host/picture.jpg`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw blocked(`${subject} is neither http nor https; nothing else is fetched.`);
  }
  // Browsers dropped them for good reason: http://public@127.0.0.1/ is made to be misread.
  if (url.username !== '' || url.password !== '') {
    throw blocked(`${subject} has a user name or password before an @; it must come without.`);
  }
  if (url.href.length > longest) throw blocked(`${subject} has more than ${longest} characters.`);
  if (url.hostname.length > hostLength)
    throw blocked(`${subject} has a host name of more than ${hostLength} characters.`);
  return url;
}

function blocked(message: string): UrlError {
  return new UrlError('URL_BLOCKED', message);
}
