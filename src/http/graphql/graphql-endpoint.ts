import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Viewer } from '../../access/viewer.js';
import type { GraphQLContext, GraphQLServices } from '../../graphql/context.js';
import { buildSchema } from '../../graphql/schema.js';
import { traceRootFields } from '../../graphql/tracing/trace-root-fields.js';
import type { Tracing } from '../../tracing/tracing.js';
import type { Exchange } from '../exchange.js';
import type { HttpLimits } from '../http-limits.js';
import { useBoundedBodies, type ExchangeContext } from './bounded-bodies.js';
import type { CallerContext } from './caller.js';
import { useContractErrors } from './contract-errors.js';
import { useCsrfHeaders } from './csrf.js';
import { documentLimitPlugins } from './document-limits.js';
import { errorReader } from './error-reader.js';
import { useSubscriptions } from './event-streams.js';
import { useHiddenSchema } from './production.js';
import { useRefusalCount } from './refusal-count.js';

export const graphqlPath = '/graphql';

/** Executes GraphQL operations, whatever transport they come by. */
export type GraphqlEndpoint = YogaServerInstance<ExchangeContext, GraphQLContext>;

export interface EndpointSettings {
  readonly limits: HttpLimits;
  /** Tells nobody about the schema who does not know it. */
  readonly production: boolean;
  readonly tracing: Tracing | null;
}

export function createGraphqlEndpoint(
  services: GraphQLServices,
  { limits, production, tracing }: EndpointSettings,
): GraphqlEndpoint {
  const schema = buildSchema();
  if (tracing !== null) traceRootFields(schema, tracing);
  return createYoga<ExchangeContext, GraphQLContext>({
    schema,
    graphqlEndpoint: graphqlPath,
    context: ({ caller }: CallerContext) => {
      const { viewer, signal, requestId } = caller;
      // The body of a request may take minutes, and the key may have been revoked meanwhile.
      viewer.ended.throwIfAborted();
      return { ...services, ...errorReader(caller), viewer, signal, requestId };
    },
    plugins: [
      useCsrfHeaders(),
      useBoundedBodies(),
      useContractErrors(),
      ...documentLimitPlugins(),
      ...(production ? [useHiddenSchema()] : []),
      useSubscriptions(limits.eventStreams),
      useRefusalCount(services.refusals),
    ],
    batching: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
    maxRequestBodySize: false,
    multipart: false,
  });
}

/** Executes what a request over HTTP asks for, and answers it. */
export async function answerGraphql(
  exchange: Exchange,
  viewer: Viewer,
  graphql: GraphqlEndpoint,
): Promise<void> {
  const { request, response, language, signal, requestId, log } = exchange;
  await graphql(request, response, { exchange, caller: { viewer, language, signal, requestId, log } });
}
