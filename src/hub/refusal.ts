import { STATUS_CODES } from 'node:http';
import { HubError } from '../errors/hub-error.js';
import { tokenVariables, type Endpoint } from './endpoint.js';
import { hubNames, type HubModel } from './hub-model.js';
import { retryAfterMs } from './retry-after.js';

/** What is asked for, to be named in messages. */
export interface Asked {
  readonly model: HubModel;
  readonly endpoint: Endpoint;
}

export interface RefusedAnswer {
  readonly status: number;
  /** Who answered at last, after redirects. */
  readonly url: URL;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
}

/** What a status that is not success means, and what to do about it. Signed URLs of storages are not in messages. */
export function refusalOf(answer: RefusedAnswer, asked: Asked): HubError {
  const { status, url } = answer;
  const said = `${url.host} answered ${`${status} ${STATUS_CODES[status] ?? ''}`.trim()}`;
  const wait = retryAfterMs(answer.header('retry-after'), Date.now());
  if (status === 429) {
    const when = wait === null ? 'later' : `in ${Math.ceil(wait / 1000)} s`;
    return new HubError('RATE_LIMITED', `${said}. Run the same command again ${when}; it continues.`, {
      retryAfterMs: wait,
    });
  }
  // A storage that says no has let a signed link run out; the hub gives a new one.
  if (status === 408 || status >= 500 || url.origin !== asked.endpoint.url.origin) {
    return new HubError('URL_UNREACHABLE', `${said}. Run the same command again; it continues.`, {
      retryAfterMs: wait,
    });
  }
  return refusalByHub(answer, said, asked);
}

function refusalByHub(answer: RefusedAnswer, said: string, { model, endpoint }: Asked): HubError {
  const { status } = answer;
  const { hub, id, revision } = model;
  const variable = tokenVariables[hub];
  const hubName = hubNames[hub];
  if (answer.header('x-error-code') === 'GatedRepo') {
    return new HubError(
      status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN',
      `${id} is gated: accept its terms at ${endpoint.url.href}${id} in a browser, then set ${variable} to a token of the same account.`,
    );
  }
  if (status === 401 && endpoint.credentials['authorization'] === undefined) {
    // Hugging Face hides in this way that there is no such model.
    return new HubError(
      'UNAUTHENTICATED',
      `${said}: there is no public model ${id} at ${hubName}. Check the spelling; for a private or gated model set ${variable} to a token.`,
    );
  }
  if (status === 401) {
    return new HubError('UNAUTHENTICATED', `${said}: it does not accept the token in ${variable}.`);
  }
  if (status === 403) {
    return new HubError(
      'FORBIDDEN',
      `${said}: ${id} is not open to ${endpoint.credentials['authorization'] === undefined ? `strangers. Set ${variable} to a token` : `the token in ${variable}. Ask its owner for access`}.`,
    );
  }
  return new HubError(
    'NOT_FOUND',
    `${said}: ${hubName} has no public model ${id}, or it has no revision ${revision}. Check the spelling; for a private model set ${variable} to a token.`,
  );
}
