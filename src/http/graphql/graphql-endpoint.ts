import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { GraphQLContext, GraphQLServices } from '../../graphql/context.js';
import { buildSchema } from '../../graphql/schema.js';
import type { Exchange } from '../exchange.js';
import type { HttpLimits } from '../http-limits.js';
import { useBoundedBodies, type ExchangeContext } from './bounded-bodies.js';
import type { CallerContext } from './caller.js';
import { useContractErrors } from './contract-errors.js';
import { useCsrfHeaders } from './csrf.js';
import { errorReader } from './error-reader.js';
import { useSubscriptions } from './event-streams.js';

export const graphqlPath = '/graphql';

/** Executes GraphQL operations, whatever transport they come by. */
export type GraphqlEndpoint = YogaServerInstance<ExchangeContext, GraphQLContext>;

export function createGraphqlEndpoint(services: GraphQLServices, limits: HttpLimits): GraphqlEndpoint {
  return createYoga<ExchangeContext, GraphQLContext>({
    schema: buildSchema(),
    graphqlEndpoint: graphqlPath,
    context: ({ caller }: CallerContext) => {
      const { signal, requestId } = caller;
      return { ...services, ...errorReader(caller), signal, requestId };
    },
    plugins: [
      useCsrfHeaders(),
      useBoundedBodies(),
      useContractErrors(),
      useSubscriptions(limits.eventStreams),
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
