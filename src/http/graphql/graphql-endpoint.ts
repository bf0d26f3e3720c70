import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { createYoga } from 'graphql-yoga';
import type { GraphQLServices } from '../../graphql/context.js';
import { buildSchema } from '../../graphql/schema.js';
import type { Exchange } from '../exchange.js';
import { useBoundedBodies, type ExchangeContext } from './bounded-bodies.js';
import { useContractErrors } from './contract-errors.js';

export const graphqlPath = '/graphql';

/** A browser sends none of these to another site without asking it first. */
const csrfHeaders = ['x-graphql-yoga-csrf', 'graphql-require-preflight', 'apollo-require-preflight'];

/** Executes GraphQL requests over HTTP. */
export function createGraphqlEndpoint(services: GraphQLServices): (exchange: Exchange) => Promise<void> {
  const yoga = createYoga<ExchangeContext>({
    schema: buildSchema(),
    graphqlEndpoint: graphqlPath,
    context: ({ exchange }) => ({ ...services, signal: exchange.signal }),
    plugins: [useCSRFPrevention({ requestHeaders: csrfHeaders }), useBoundedBodies(), useContractErrors()],
    batching: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    maskedErrors: false,
    maxRequestBodySize: false,
    multipart: false,
  });
  return async (exchange) => {
    await yoga(exchange.request, exchange.response, { exchange });
  };
}
