import { InvalidInputError } from '../errors/invalid-input-error.js';
import { webhookHeaders, webhookKey, type WebhookMessage } from './webhook-signature.js';

/** How long a receiver may take to answer, milliseconds. */
const answerMs = 10_000;

/** What became of an attempt: taken, or why not, in words for the log that hold neither the URL nor the secret. */
export type Attempt = { readonly taken: true } | { readonly taken: false; readonly problem: string };

/** The receiver of alerts. */
export class WebhookTarget {
  readonly #url: URL;
  readonly #key: Buffer;

  /** @throws InvalidInputError for anything but an http or https URL, or a secret that is none */
  constructor(url: string, secret: string) {
    const parsed = URL.canParse(url) ? new URL(url) : null;
    if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) {
      throw new InvalidInputError(
        'The address of the webhook must be a URL that begins with http:// or https://.',
      );
    }
    if (parsed.username !== '' || parsed.password !== '') {
      throw new InvalidInputError(
        'The address of the webhook must not hold a user name or password: the signature says who is calling.',
      );
    }
    this.#url = parsed;
    this.#key = webhookKey(secret);
  }

  /** The host, for the log: path and query may be secret. */
  get host(): string {
    return this.#url.host;
  }

  /** One attempt. Only an answer 2xx means that the message was taken; redirects are not followed. Never throws. */
  async send(message: WebhookMessage, at: Date, stopping: AbortSignal): Promise<Attempt> {
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'ofa-caption',
          ...webhookHeaders(this.#key, message, at),
        },
        body: message.body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping, AbortSignal.timeout(answerMs)]),
      });
      const { ok, status } = response;
      await response.body?.cancel().catch(() => undefined);
      return ok ? { taken: true } : { taken: false, problem: `it answered with status ${status}` };
    } catch (error) {
      return { taken: false, problem: problemOf(error) };
    }
  }
}

function problemOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${answerMs / 1000} s`;
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? `the connection failed (${code})` : 'the connection failed';
}
