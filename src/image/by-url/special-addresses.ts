import { BlockList, isIP } from 'node:net';

/**
 * IPv4 blocks that are not the public internet. The IANA IPv4 Special-Purpose Address Registry
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, RFC 6890), whole: its few globally reachable blocks are
 * anycast services of the network, on which nobody publishes pictures. Then what other registries hold.
 */
const specialIpv4 = [
  ['0.0.0.0', 8], // this network, RFC 791
  ['10.0.0.0', 8], // private use, RFC 1918
  ['100.64.0.0', 10], // shared by carrier-grade NAT, RFC 6598; Alibaba Cloud's metadata at 100.100.100.200
  ['127.0.0.0', 8], // loopback, RFC 1122
  ['169.254.0.0', 16], // link local, RFC 3927; most clouds' metadata at 169.254.169.254
  ['172.16.0.0', 12], // private use, RFC 1918
  ['192.0.0.0', 24], // IETF protocol assignments, RFC 6890; Oracle Cloud's metadata at 192.0.0.192
  ['192.0.2.0', 24], // documentation, RFC 5737
  ['192.31.196.0', 24], // AS112, RFC 7535
  ['192.52.193.0', 24], // multicast tunnelling, RFC 7450
  ['192.88.99.0', 24], // 6to4 relays, deprecated by RFC 7526
  ['192.168.0.0', 16], // private use, RFC 1918
  ['192.175.48.0', 24], // AS112, RFC 7534
  ['198.18.0.0', 15], // benchmarking, RFC 2544
  ['198.51.100.0', 24], // documentation, RFC 5737
  ['203.0.113.0', 24], // documentation, RFC 5737
  ['224.0.0.0', 4], // multicast, RFC 5771
  ['240.0.0.0', 4], // reserved, RFC 1112, and the limited broadcast, RFC 919
  // The one public-looking address behind which every Azure machine finds its own host's services.
  ['168.63.129.16', 32],
] as const;

/**
 * Of IPv6 only this block is handed out to networks (https://www.iana.org/assignments/ipv6-address-space). What lies
 * outside is special, by name or because it is not assigned: `::`, `::1`, IPv4-compatible and IPv4-mapped (`::/96`,
 * `::ffff:0:0/96`), NAT64 (`64:ff9b::/96`, `64:ff9b:1::/48`), discard (`100::/64`), SRv6 (`5f00::/16`), unique local
 * (`fc00::/7`, with the metadata of AWS and Google Cloud), link local (`fe80::/10`), site local (`fec0::/10`), multicast
 * (`ff00::/8`).
 */
const globalUnicastIpv6 = ['2000::', 3] as const;

/** And these within it: the IANA IPv6 Special-Purpose Address Registry (…/iana-ipv6-special-registry), whole again. */
const specialIpv6 = [
  ['2001::', 23], // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID, …
  ['2001:db8::', 32], // documentation, RFC 3849
  ['2002::', 16], // 6to4, RFC 3056: leads to the IPv4 address within
  ['2620:4f:8000::', 48], // AS112, RFC 7534
  ['3ffe::', 16], // the former 6bone, returned by RFC 3701
  ['3fff::', 20], // documentation, RFC 9637
] as const;

const blocked = new BlockList();
for (const [network, prefix] of specialIpv4) blocked.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of specialIpv6) blocked.addSubnet(network, prefix, 'ipv6');
const assigned = new BlockList();
assigned.addSubnet(...globalUnicastIpv6, 'ipv6');

/**
 * Whether an address is anything but an ordinary one of the public internet: loopback, private, link local, metadata
 * services, multicast, reserved, or IPv6 that carries an IPv4 address, be that public or not. What is no address, or
 * has a zone (`fe80::1%eth0`), is special too.
 *
 * NAT64 under a network's own prefix (RFC 6052, section 2.2) looks like any public address and cannot be told.
 */
export function isSpecialAddress(address: string): boolean {
  if (address.includes('%')) return true;
  switch (isIP(address)) {
    case 4:
      return blocked.check(address, 'ipv4');
    case 6:
      return !assigned.check(address, 'ipv6') || blocked.check(address, 'ipv6');
    default:
      return true;
  }
}
