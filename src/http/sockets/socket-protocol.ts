import { randomUUID } from 'node:crypto';
import {
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { makeServer, type Context, type Server, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import type { AccessControl } from '../../access/access-control.js';
import type { Viewer } from '../../access/viewer.js';
import { CodedError } from '../../errors/coded-error.js';
import type { Language } from '../../errors/wording.js';
import type { GraphQLContext } from '../../graphql/context.js';
import { toContractError } from '../../graphql/errors/contract-error.js';
import { contractResult } from '../../graphql/errors/contract-result.js';
import { keyWanted } from '../../messages/about-access.js';
import { tooManyOperations } from '../../messages/about-requests.js';
import { preferredLanguage } from '../../messages/language.js';
import type { Caller } from '../graphql/caller.js';
import { errorReader } from '../graphql/error-reader.js';
import type { GraphqlEndpoint } from '../graphql/graphql-endpoint.js';
import type { HttpLimits } from '../http-limits.js';

/** The client behind one WebSocket. */
export interface SocketClient extends Omit<Caller, 'viewer'> {
  /** As the request for the WebSocket said, until `connection_init` says otherwise. */
  language: Language;
  /** Null until `connection_init` has said who it is. */
  viewer: Viewer | null;
  readonly address: string;
  /** The header of the request for the WebSocket; browsers cannot set it. */
  readonly authorization: string | undefined;
  /** Told who it is; false when this one may have no further connection, and was told so. */
  admit(viewer: Viewer): boolean;
}

type Parameters = Record<string, unknown>;
type SocketContext = Context<Parameters, SocketClient>;

type Results = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/** What the endpoint executes an operation with: the same steps and plugins as over HTTP. */
interface Steps {
  readonly schema: GraphQLSchema;
  readonly parse: (query: string) => DocumentNode;
  readonly validate: (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];
  readonly contextFactory: () => unknown;
  readonly execute: (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;
  readonly subscribe: (args: ExecutionArgs) => Results | Promise<Results>;
}

interface SocketOperation extends ExecutionArgs {
  readonly contextValue: GraphQLContext;
  readonly steps: Steps;
}

/**
 * The protocol graphql-transport-ws (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md) over any socket. Operations
 * are executed as over HTTP, and their errors leave as they do there.
 */
export function createSocketProtocol(
  graphql: GraphqlEndpoint,
  access: AccessControl,
  limits: HttpLimits,
): Server<SocketClient> {
  const options: ServerOptions<Parameters, SocketClient> = {
    connectionInitWaitTimeout: limits.socketInitMs,
    // `false` closes with 4403.
    onConnect: async ({ connectionParams, extra: client }) => {
      const language = connectionParams?.['language'];
      if (typeof language === 'string') client.language = preferredLanguage(language);
      const viewer = await viewerOf(client, connectionParams, access);
      if (viewer === null || !client.admit(viewer)) return false;
      client.viewer = viewer;
      return true;
    },
    onSubscribe: (context, _id, payload) => prepare({ graphql, access, limits }, context, payload),
    execute: async (operation) => {
      const { steps, contextValue } = operation as SocketOperation;
      return contractResult(await steps.execute(operation), contextValue);
    },
    subscribe: async (operation) => {
      const { steps, contextValue } = operation as SocketOperation;
      const result = await steps.subscribe(operation);
      return Symbol.asyncIterator in result ? result : contractResult(result, contextValue);
    },
    onError: ({ extra }, _id, _payload, errors) =>
      errors.map((error) => toContractError(error, errorReader(extra)).toJSON()),
  };
  return makeServer(options);
}

/** Null without a valid key where there are keys. */
async function viewerOf(
  { authorization }: SocketClient,
  parameters: Parameters | undefined,
  access: AccessControl,
): Promise<Viewer | null> {
  try {
    return await access.viewer(parameters?.['authorization'] ?? authorization);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

interface Preparation {
  readonly graphql: GraphqlEndpoint;
  readonly access: AccessControl;
  readonly limits: HttpLimits;
}

async function prepare(
  { graphql, access, limits: { socketOperations } }: Preparation,
  { extra: client, subscriptions }: SocketContext,
  { query, operationName, variables }: SubscribePayload,
): Promise<SocketOperation | GraphQLError[]> {
  if (Object.keys(subscriptions).length > socketOperations) {
    return [asGraphqlError(new CodedError('RATE_LIMITED', tooManyOperations(socketOperations)))];
  }
  const requestId = randomUUID();
  try {
    const { viewer, language, signal } = client;
    if (viewer === null) throw new CodedError('UNAUTHENTICATED', keyWanted());
    access.countRequest(viewer, client.address);
    const log = client.log.child({ requestId });
    const caller: Caller = { viewer, language, signal, requestId, log };
    const steps = graphql.getEnveloped({ caller }) as Steps;
    const { schema } = steps;
    const document = steps.parse(query);
    const errors = steps.validate(schema, document);
    if (errors.length > 0) return [...errors];
    if (getOperationAST(document, operationName) == null) {
      return [
        new GraphQLError('The document does not hold this operation, or more than one and none is named.'),
      ];
    }
    return {
      schema,
      document,
      operationName: operationName ?? null,
      variableValues: variables ?? null,
      contextValue: (await steps.contextFactory()) as GraphQLContext,
      steps,
    };
  } catch (error) {
    return [asGraphqlError(error)];
  }
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
