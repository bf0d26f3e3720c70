import { createYoga, type YogaServerInstance } from 'graphql-yoga';
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
import { errorReader } from './error-reader.js';
import { useSubscriptions } from './event-streams.js';
import { useRefusalCount } from './refusal-count.js';

export const graphqlPath = '/graphql';

/** Executes GraphQL operations, whatever transport they come by. */
export type GraphqlEndpoint = YogaServerInstance<ExchangeContext, GraphQLContext>;

export function createGraphqlEndpoint(
  services: GraphQLServices,
  limits: HttpLimits,
  tracing: Tracing | null,
): GraphqlEndpoint {
  const schema = buildSchema();
  if (tracing !== null) traceRootFields(schema, tracing);
  return createYoga<ExchangeContext, GraphQLContext>({
    schema,
    graphqlEndpoint: graphqlPath,
    context: ({ caller }: CallerContext) => ({ ...services, ...errorReader(caller), signal: caller.signal }),
    plugins: [
      useCsrfHeaders(),
      useBoundedBodies(),
      useContractErrors(),
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
export async function answerGraphql(exchange: Exchange, graphql: GraphqlEndpoint): Promise<void> {
  await graphql(exchange.request, exchange.response, { exchange, caller: exchange });
}
