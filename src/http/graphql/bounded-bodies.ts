import { GraphQLError } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import type { Wording } from '../../errors/wording.js';
import { encodedBody, wrongContentType } from '../../messages/about-requests.js';
import type { Exchange } from '../exchange.js';
import { parseJsonObject, readJsonBody, type JsonObject } from '../receiving/json.js';
import { readMultipartBody } from '../receiving/read-multipart.js';
import type { CallerContext } from './caller.js';

/** What the GraphQL server is told of an operation over HTTP. */
export interface ExchangeContext extends CallerContext {
  readonly exchange: Exchange;
}

/** Reads the bodies of requests within the limits, and files to disk, in place of the server's own readers. */
export function useBoundedBodies(): Plugin<object, ExchangeContext> {
  return {
    onRequestParse({ serverContext: { exchange }, setRequestParser }) {
      setRequestParser(() => readParams(exchange));
    },
    // Before the answer, so that whoever has it finds nothing left of what no resolver took.
    onResultProcess: ({ serverContext: { exchange } }) => exchange.uploads.discard(),
  };
}

async function readParams(exchange: Exchange): Promise<GraphQLParams> {
  if (exchange.request.method === 'GET') return readQuery(exchange.query);
  const arrived = exchange.arrivals.begin();
  try {
    return await readBody(exchange);
  } finally {
    // By then the resolvers have begun, and what they wait for counts by itself.
    setImmediate(arrived);
  }
}

async function readBody(exchange: Exchange): Promise<JsonObject> {
  const { headers } = exchange.request;
  checkEncoding(headers['content-encoding']);
  const contentType = headers['content-type'] ?? '';
  switch (contentType.split(';', 1)[0]?.trim().toLowerCase()) {
    case 'application/json':
    case 'application/graphql+json':
      return readJsonBody(exchange.body.chunks());
    case 'multipart/form-data':
      return readMultipart(exchange, contentType);
    default:
      throw unsupported(wrongContentType());
  }
}

async function readMultipart(
  { body, limits, uploads, share }: Exchange,
  contentType: string,
): Promise<JsonObject> {
  const params = await readMultipartBody(body.chunks(), contentType, limits, uploads);
  // The files are on disk. A JSON body, in contrast, stays in memory until the request is answered.
  share.release();
  return params;
}

function readQuery(query: URLSearchParams): GraphQLParams {
  const params: GraphQLParams = {};
  for (const name of ['query', 'operationName'] as const) {
    const value = query.get(name);
    if (value !== null) params[name] = value;
  }
  for (const name of ['variables', 'extensions'] as const) {
    const value = query.get(name);
    if (value !== null) params[name] = parseJsonObject(value, `The parameter \`${name}\``);
  }
  return params;
}

function checkEncoding(encoding: string | undefined): void {
  if (encoding === undefined || encoding === 'identity') return;
  throw unsupported(encodedBody(encoding));
}

function unsupported(wording: Wording): GraphQLError {
  return new GraphQLError(wording.en, {
    originalError: new InvalidInputError(wording),
    extensions: { http: { status: 415 } },
  });
}
