import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.js';
import './captions/caption-image.js';
import './captions/caption-queries.js';
import './models/model-queries.js';
import './profiles/profile.js';
import './runs/inference-run.js';

/** The schema that the server executes; `schema/schema.graphql` is its printed form. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema();
}
