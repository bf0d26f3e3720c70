import { readAnswer, type GraphqlAnswer, type GraphqlError } from '../http/upload-client.js';

type Data = Record<string, unknown>;

export function bearer(key: string | null): Record<string, string> {
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** Asks with a key, or without. */
export async function askAs(
  origin: string,
  key: string | null,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<GraphqlAnswer<Data>> {
  return readAnswer<Data>(await post(origin, key, { query, variables }, headers));
}

/** The first event of a subscription over SSE, or why there is none. */
export async function firstEventAs(
  origin: string,
  key: string | null,
  query: string,
  variables: object = {},
): Promise<{ readonly data?: Data | null; readonly errors?: readonly GraphqlError[] }> {
  const response = await post(origin, key, { query, variables }, { accept: 'text/event-stream' });
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) {
    return (await response.json()) as { errors: GraphqlError[] };
  }
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString();
    const data = /^event: next\ndata: (.*)\n\n/m.exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data) as { data: Data };
  }
  throw new Error(`the stream ended with ${text}`);
}

function post(
  origin: string,
  key: string | null,
  body: object,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...bearer(key), ...headers },
    body: JSON.stringify(body),
  });
}
