import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { defaultPort, hostOf, portOf } from './picture-url.js';

/** A host that an operator opened, though it may have an address that is not public. */
export interface AllowedHost {
  /** A name or an address as {@link hostOf} gives it. */
  readonly host: string;
  /** Null: 80 for http and 443 for https. */
  readonly port: number | null;
}

/** `host`, `[IPv6]`, and perhaps `:port`. */
const entryPattern = /^(?<host>\[[^[\]]+\]|[^[\]:]+)(?::(?<port>\d+))?$/;

/**
 * The value of `--allow-url-hosts`: `host[:port]`, several with commas. Names are compared as they stand in a URL: an
 * address opens URLs with this address, not names that lead to it; `example.org` does not open `www.example.org`.
 *
 * @example parseAllowedHosts('pictures.lan, nas:8080, [fd00::5]')
 * @throws InvalidInputError saying what is wrong with which entry
 */
export function parseAllowedHosts(text: string): readonly AllowedHost[] {
  if (text.trim() === '') return [];
  return text.split(',').map((entry) => parseEntry(entry.trim()));
}

/** Whether the operator opened the host and port of this URL. */
export function isAllowedHost(url: URL, allowed: readonly AllowedHost[]): boolean {
  const host = hostOf(url);
  return allowed.some((entry) => entry.host === host && (entry.port ?? defaultPort(url)) === portOf(url));
}

function parseEntry(entry: string): AllowedHost {
  if (entry === '')
    throw new InvalidInputError('An allowed host is empty; write host or host:port, with commas between.');
  if (entry.includes('*')) throw wrong(entry, 'has a wildcard; name each host.');
  if (/[/?#@\\]/.test(entry)) throw wrong(entry, 'must be host or host:port, without scheme, user or path.');
  const { host, port } = entryPattern.exec(entry)?.groups ?? {};
  if (host === undefined) {
    throw wrong(
      entry,
      'must be host or host:port, and an IPv6 address must stand in brackets: [fd00::5]:8080.',
    );
  }
  // The same normal form as the URLs it is compared with.
  if (!URL.canParse(`http://${host}`)) throw wrong(entry, 'does not name a host.');
  const name = hostOf(new URL(`http://${host}`));
  if (port === undefined) return { host: name, port: null };
  if (Number(port) < 1 || Number(port) > 65_535)
    throw wrong(entry, 'has a port that is not between 1 and 65535.');
  return { host: name, port: Number(port) };
}

function wrong(entry: string, what: string): InvalidInputError {
  return new InvalidInputError(`The allowed host “${entry}” ${what}`);
}
