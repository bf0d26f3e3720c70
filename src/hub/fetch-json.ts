import { HubError } from '../errors/hub-error.js';
import type { HubConnection } from './hub-connection.js';

export interface JsonAnswer {
  readonly value: unknown;
  header(name: string): string | undefined;
}

/**
 * One JSON answer of a hub, of at most `limits.jsonBytes`.
 * @throws HubError
 */
export async function fetchJson(
  connection: HubConnection,
  url: URL,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const answer = await connection.open(url, { accept: 'application/json' }, [], signal);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > connection.limits.jsonBytes) {
        throw new HubError(
          'URL_BLOCKED',
          `${url.host} answers with more than ${connection.limits.jsonBytes} bytes of JSON.`,
        );
      }
      chunks.push(chunk);
    }
  } finally {
    answer.close();
  }
  try {
    return {
      value: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      header: (name) => answer.header(name),
    };
  } catch (cause) {
    throw new HubError(
      'URL_UNREACHABLE',
      `${url.host} does not answer as a hub does: no JSON. Is there a sign-in page in between, or a wrong --mirror?`,
      { cause },
    );
  }
}

/** A JSON answer of another shape than the hub's API has. */
export function unknownShape(url: URL, cause?: unknown): HubError {
  return new HubError(
    'URL_BLOCKED',
    `${url.host} does not answer as this hub does. Check --from and --mirror.`,
    { cause },
  );
}
