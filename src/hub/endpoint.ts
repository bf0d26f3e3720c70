import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { HubKind } from './hub-model.js';

/** Where a hub is asked, and as whom. */
export interface Endpoint {
  /** Scheme, host and perhaps a path; ends with a slash. */
  readonly url: URL;
  /** Headers that only this scheme, host and port may get; none without a token. Never to be logged. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Anybody on the way can read what is sent, and change what arrives. */
  readonly exposed: boolean;
  /** There is a token, and it was kept back for that reason. */
  readonly tokenWithheld: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const defaultUrls: Readonly<Record<HubKind, string>> = {
  modelscope: 'https://modelscope.cn',
  huggingface: 'https://huggingface.co',
};

/** The variables of the hubs' own clients. */
export const tokenVariables: Readonly<Record<HubKind, string>> = {
  modelscope: 'MODELSCOPE_API_TOKEN',
  huggingface: 'HF_TOKEN',
};
const urlVariables: Readonly<Record<HubKind, readonly string[]>> = {
  modelscope: ['MODELSCOPE_ENDPOINT', 'MODELSCOPE_DOMAIN'],
  huggingface: ['HF_ENDPOINT'],
};

/**
 * The mirror, or what the variables of the hub's own client say, or the hub itself.
 * @throws InvalidInputError when that is no http or https URL
 */
export function endpointOf(hub: HubKind, mirror: string | undefined, environment: Environment): Endpoint {
  const variable = urlVariables[hub].find((name) => valueOf(environment, name) !== null);
  const url =
    mirror !== undefined
      ? parseUrl(mirror, '--mirror')
      : variable === undefined
        ? new URL(`${defaultUrls[hub]}/`)
        : parseUrl(withScheme(valueOf(environment, variable) ?? ''), variable);
  const token = valueOf(environment, tokenVariables[hub]);
  const exposed = url.protocol !== 'https:' && !isLoopback(url);
  return {
    url,
    credentials: token === null || exposed ? {} : credentials(hub, token),
    exposed,
    tokenWithheld: token !== null && exposed,
  };
}

/** Whether it is the hub's own server that is asked. */
export function isHubItself(hub: HubKind, { url }: Endpoint): boolean {
  return url.origin === defaultUrls[hub];
}

/** ModelScope's older API knows its users by the cookie alone. */
function credentials(hub: HubKind, token: string): Record<string, string> {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new InvalidInputError(`${tokenVariables[hub]} has characters that no token has. Set it again.`);
  }
  const authorization = `Bearer ${token}`;
  return hub === 'huggingface' ? { authorization } : { authorization, cookie: `m_session_id=${token}` };
}

/** Null for a variable that is not set, or empty as container tools leave it. */
function valueOf(environment: Environment, name: string): string | null {
  const text = environment[name]?.trim() ?? '';
  return text === '' ? null : text;
}

/** MODELSCOPE_DOMAIN is a host alone. */
function withScheme(text: string): string {
  return /^https?:\/\//i.test(text) ? text : `https://${text}`;
}

function parseUrl(text: string, origin: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidInputError(
      `${origin} must be an http or https URL, for example https://hub.example.org.`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new InvalidInputError(`${origin} must not hold a user or a password.`);
  }
  return new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}/`);
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
