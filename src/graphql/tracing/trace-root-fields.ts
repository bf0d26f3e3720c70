import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { Tracing } from '../../tracing/tracing.js';

/** Puts a span around each resolver of a query or mutation. Changes the schema, which must be this server's own. */
export function traceRootFields(schema: GraphQLSchema, tracing: Tracing): void {
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      const { resolve = defaultFieldResolver } = field;
      const name = `${type?.name ?? ''}.${field.name}`;
      field.resolve = (...parameters) =>
        tracing.inSpan(name, (span) => {
          span.setAttribute('graphql.field.name', field.name);
          return Promise.resolve<unknown>(resolve(...parameters));
        });
    }
  }
}
