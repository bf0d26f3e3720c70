import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { toCodedError } from '../../errors/coded-error.js';
import { isAllowedHost, type AllowedHost } from './allowed-hosts.js';
import { failed, notPublic, unreachable, type Hop } from './hop.js';
import { hostOf } from './picture-url.js';
import { isSpecialAddress } from './special-addresses.js';
import { unlessAborted } from './time-limit.js';

/** All addresses of a host name, best first. */
export type HostLookup = (host: string) => Promise<readonly LookupAddress[]>;

/** As every program of this machine looks names up: `/etc/hosts`, search domains and all. */
export const lookupOnSystem: HostLookup = (host) => systemLookup(host, { all: true });

/**
 * The addresses that the host of a URL has right now, all checked. Whoever connects must connect to one of these and
 * look nothing up again: a name may change its address from one moment to the next (DNS rebinding).
 *
 * @throws UrlError URL_BLOCKED (an address is special and the host is not allowed), URL_UNREACHABLE (no address), or the
 *   signal's reason
 */
export async function resolveHost(
  hop: Hop,
  lookup: HostLookup,
  allowed: readonly AllowedHost[],
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const addresses = await addressesOf(hop, lookup, signal);
  if (addresses.length === 0) throw unreachable(hop, 'the host has no address');
  if (isAllowedHost(hop.url, allowed)) return addresses;
  // One special address refuses the name though others are public. No honest public name has such a mixture; a name
  // that is made to probe a network has, and the public one would let it pass half of the time.
  const special = addresses.find(({ address }) => isSpecialAddress(address));
  if (special !== undefined) throw notPublic(hop, special.address);
  return addresses;
}

async function addressesOf(
  hop: Hop,
  lookup: HostLookup,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const host = hostOf(hop.url);
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    // With its dot at the end, if it has one: that keeps the search domains out.
    return await unlessAborted(lookup(hop.url.hostname), signal);
  } catch (error) {
    if (signal.aborted) throw toCodedError(signal.reason);
    throw failed(hop, error);
  }
}
