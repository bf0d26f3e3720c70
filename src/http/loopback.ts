import type { IncomingHttpHeaders } from 'node:http';

/** Whether a host name or address means this machine alone. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/**
 * What in the headers shows that a page from elsewhere is behind a request to this machine: its name was made to lead
 * here (DNS rebinding), or the page says itself where it is from. Null when nothing does.
 */
export function foreignHeader({ host, origin }: IncomingHttpHeaders): string | null {
  if (host !== undefined && !isLoopback(hostName(`http://${host}`))) return 'Host';
  if (origin !== undefined && !isLoopback(hostName(origin))) return 'Origin';
  return null;
}

/**
 * Whether a page of another site is behind a request. For WebSockets only: browsers ask nobody before they open one, as they
 * do before a page reads what another site answers.
 */
export function isForeignPage({ host, origin }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return false;
  const name = hostName(origin);
  return (
    !(isLoopback(name) && isLoopback(hostName(`http://${host ?? ''}`))) &&
    name !== hostName(`http://${host ?? ''}`)
  );
}

function hostName(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
