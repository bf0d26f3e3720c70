import { EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { programVersion } from '../config/program-version.js';
import { HubError } from '../errors/hub-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { failedRequest } from './failed-request.js';
import { redirectOf } from './redirect.js';
import { refusalOf, type Asked } from './refusal.js';
import type { TransferLimits } from './transfer-limits.js';

/** An answer with its body unread. */
export interface HubAnswer {
  readonly status: number;
  header(name: string): string | undefined;
  /** The bytes as they come, once. Throws HubError where they break off or stall, and the signal's reason. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Closes an answer that is not read to its end. */
  close(): void;
}

/**
 * Asks one hub, through the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. Follows redirects; the hub's credentials go
 * to the hub alone, not to those it redirects to. The caller closes it.
 */
export class HubConnection {
  readonly #dispatcher: Dispatcher;

  constructor(
    readonly asked: Asked,
    readonly limits: TransferLimits,
  ) {
    this.#dispatcher = openDispatcher(limits);
  }

  /**
   * @param accept statuses besides 200 that the caller knows what to do with
   * @throws HubError for every other status, and when no answer came; the signal's reason
   */
  async open(
    start: URL,
    headers: Readonly<Record<string, string>>,
    accept: readonly number[],
    signal: AbortSignal,
  ): Promise<HubAnswer> {
    let url = start;
    for (let redirects = 0; redirects <= this.limits.redirects; redirects++) {
      const answer = await this.#ask(url, headers, signal);
      try {
        const next = redirectOf(answer.status, answer.header('location'), url);
        if (next === null) return this.#judged(answer, url, accept);
        url = next;
      } catch (error) {
        answer.close();
        throw error;
      }
      answer.close();
    }
    throw new HubError('URL_BLOCKED', `${start.host} redirects more than ${this.limits.redirects} times.`);
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }

  #judged(answer: HubAnswer, url: URL, accept: readonly number[]): HubAnswer {
    const { status } = answer;
    if (status !== 200 && !accept.includes(status)) {
      throw refusalOf({ status, url, header: (name) => answer.header(name) }, this.asked);
    }
    const coding = answer.header('content-encoding') ?? 'identity';
    if (coding.toLowerCase() === 'identity') return answer;
    throw new HubError(
      'URL_BLOCKED',
      `${url.host} sent the file compressed (${coding.slice(0, 20)}), although asked not to.`,
    );
  }

  async #ask(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HubAnswer> {
    signal.throwIfAborted();
    const { endpoint } = this.asked;
    const credentials = url.origin === endpoint.url.origin ? endpoint.credentials : {};
    try {
      const answer = await this.#dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: {
          // Hashes and ranges are of the file, not of a compressed one.
          'accept-encoding': 'identity',
          'user-agent': `ofa-caption/${programVersion()}`,
          ...headers,
          ...credentials,
        },
        signal,
      });
      return readable(answer, url, signal);
    } catch (error) {
      throw failedRequest(error, url, signal);
    }
  }
}

function openDispatcher({ stallMs }: TransferLimits): Dispatcher {
  try {
    // Without a tunnel for plain http: many proxies open one to port 443 only. For https there is always one.
    return new EnvHttpProxyAgent({
      ...{ headersTimeout: stallMs, bodyTimeout: stallMs, proxyTunnel: false },
      ...proxies(process.env),
    });
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && String(cause.code).includes('INVALID'))) throw cause;
    throw new InvalidInputError(
      'HTTP_PROXY or HTTPS_PROXY holds no URL of a proxy, such as http://proxy.example.org:3128.',
    );
  }
}

/** In lower case first, as every client has it; one that is empty, as container tools leave it, is none. */
function proxies(environment: NodeJS.ProcessEnv): EnvHttpProxyAgent.Options {
  const set = (name: string): string | undefined =>
    [environment[name], environment[name.toUpperCase()]].find((text) => text !== undefined && text !== '');
  const [httpProxy, httpsProxy, noProxy] = [set('http_proxy'), set('https_proxy'), set('no_proxy')];
  return {
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
  };
}

function readable(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  url: URL,
  signal: AbortSignal,
): HubAnswer {
  // An answer that is closed early reports so, to nobody.
  body.on('error', () => undefined);
  return {
    status: statusCode,
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    body: chunksOf(body, url, signal),
    close: () => body.destroy(),
  };
}

async function* chunksOf(
  body: AsyncIterable<Uint8Array>,
  url: URL,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (error) {
    throw failedRequest(error, url, signal);
  }
}
