import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.js';
import './captions/caption-image.js';
import './captions/caption-queries.js';
import './jobs/job-mutations.js';
import './jobs/job-progress.js';
import './jobs/job-queries.js';
import './models/model-queries.js';
import './profiles/profile-mutations.js';
import './profiles/profile-queries.js';
import './runs/run-queries.js';
import './stats/stats-queries.js';
import './stats/stats-subscription.js';

/** The schema that the server executes; `schema/schema.graphql` is its printed form. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema();
}
