import type { LookupAddress } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction, type TcpNetConnectOpts } from 'node:net';
import { CodedError, toCodedError } from '../../errors/coded-error.js';
import { pictureFormats } from '../sniff.js';
import type { FetchLimits } from './fetch-limits.js';
import { failed, unreachable, type Hop } from './hop.js';
import { hostOf } from './picture-url.js';

/** Both reach the socket; the types of Node 20 forget that. */
type RequestOptions = https.RequestOptions &
  Pick<TcpNetConnectOpts, 'autoSelectFamily' | 'autoSelectFamilyAttemptTimeout'>;

const headers = {
  accept: [...pictureFormats.map((format) => `image/${format}`), '*/*;q=0.1'].join(', '),
  // A compressed body could grow beyond every limit while it is unpacked, and pictures are compressed already.
  'accept-encoding': 'identity',
  'user-agent': 'ofa-caption',
};

/**
 * One GET request, straight to one of the addresses: no proxy, no name lookup. The name stays in the `Host` header, in TLS's
 * SNI and in the check of the certificate. The connection serves this request only and closes with its answer.
 *
 * @param authorities PEM certificates to trust instead of Node's own, null for Node's own
 * @returns the answer with its body unread; whoever gets it must read it or destroy it
 * @throws UrlError URL_UNREACHABLE (no connection or no header in time, TLS, not HTTP), or the signal's reason
 */
export function sendRequest(
  hop: Hop,
  addresses: readonly LookupAddress[],
  limits: FetchLimits,
  authorities: readonly string[] | null,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const secure = hop.url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(toCodedError(signal.reason));
      return;
    }
    const request = (secure ? https : http).request(requestOptions(hop.url, addresses, limits, authorities));
    const late = (ms: number, problem: string): NodeJS.Timeout =>
      setTimeout(() => {
        request.destroy(unreachable(hop, problem));
      }, ms);
    let timer = late(limits.connectMs, `there was no connection within ${limits.connectMs} ms`);
    const abort = (): void => {
      request.destroy(toCodedError(signal.reason));
    };
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort, { once: true });
    request.once('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer);
        timer = late(limits.headerMs, `there was no answer within ${limits.headerMs} ms`);
      });
    });
    request.once('response', (response) => {
      settle();
      resolve(response);
    });
    // Stays on for good: Node reports what breaks the body here as well, and nobody listening would end the process.
    request.on('error', (error) => {
      settle();
      reject(error instanceof CodedError ? error : failed(hop, error));
    });
    // Nothing but this is heard of an answer that asks to upgrade to another protocol.
    request.once('close', () => {
      settle();
      reject(unreachable(hop, 'the connection was closed without an answer'));
    });
    request.end();
  });
}

function requestOptions(
  url: URL,
  addresses: readonly LookupAddress[],
  limits: FetchLimits,
  authorities: readonly string[] | null,
): RequestOptions {
  return {
    // An agent of its own: Node's shared one keeps connections alive and can be told to use a proxy by NODE_USE_ENV_PROXY.
    agent: false,
    host: hostOf(url),
    port: url.port,
    path: url.pathname + url.search,
    headers: { ...headers, host: url.host },
    maxHeaderSize: limits.headerBytes,
    lookup: answerWith(addresses),
    autoSelectFamily: true,
    // Node gives up on an address after 250 ms and only waits at the last; half the world is further away than that.
    autoSelectFamilyAttemptTimeout: Math.max(250, Math.floor(limits.connectMs / (addresses.length + 1))),
    ...(url.protocol === 'https:' ? tlsOptions(url, authorities) : {}),
  };
}

/** A lookup that knows its answer. */
function answerWith(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, _options, callback) => {
    // Asynchronous, as sockets expect it.
    process.nextTick(callback, null, [...addresses]);
  };
}

function tlsOptions(url: URL, authorities: readonly string[] | null): https.RequestOptions {
  const host = hostOf(url);
  return {
    // RFC 6066, section 3: SNI carries names only, without a dot at the end. An address is checked against the certificate all the same.
    servername: isIP(host) === 0 ? host : '',
    rejectUnauthorized: true,
    ...(authorities === null ? {} : { ca: [...authorities] }),
  };
}
