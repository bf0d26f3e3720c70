import { toCodedError } from '../errors/coded-error.js';
import { failureReason } from '../errors/failure-reason.js';
import { HubError } from '../errors/hub-error.js';

const lateCodes = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'];

/** What undici threw, in our words; the signal's reason where that is why. */
export function failedRequest(thrown: unknown, url: URL, signal: AbortSignal): Error {
  if (signal.aborted) return toCodedError(signal.reason);
  const proxyStatus = refusedByProxy(thrown);
  if (proxyStatus === 407) {
    return new HubError(
      'FORBIDDEN',
      'The proxy wants a user and a password. Put them into HTTPS_PROXY or HTTP_PROXY: http://USER:PASSWORD@HOST:PORT.',
      { cause: thrown },
    );
  }
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (/^(?:ERR_TLS_CERT|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/.test(code)) {
    return new HubError(
      'URL_BLOCKED',
      `${url.host} cannot be trusted: ${failureReason(thrown)}. Where a company's own authority signs, name its certificate in NODE_EXTRA_CA_CERTS.`,
      { cause: thrown },
    );
  }
  const reason = proxyStatus === null ? failureReason(thrown) : `the proxy answered ${proxyStatus}`;
  return new HubError(
    lateCodes.includes(code) ? 'TIMEOUT' : 'URL_UNREACHABLE',
    `Fetching from ${url.host} failed: ${reason}. Check the network and the proxy, then run the same command again; it continues.`,
    { cause: thrown },
  );
}

/** The status of a proxy that said no; undici has it in the message alone. */
function refusedByProxy(thrown: unknown): number | null {
  const message = thrown instanceof Error ? thrown.message : '';
  const status = /^Proxy (?:response|Authentication Required) \((\d{3})\)/.exec(message)?.[1];
  return status === undefined ? null : Number(status);
}
