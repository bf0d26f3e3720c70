import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.js';
import './access/api-key-mutations.js';
import './access/api-key-queries.js';
import './alerts/alert-mutations.js';
import './alerts/alert-queries.js';
import './alerts/alert-raised.js';
import './captions/caption-image.js';
import './captions/caption-mutations.js';
import './captions/caption-queries.js';
import './doctor/doctor-queries.js';
import './jobs/job-mutations.js';
import './jobs/job-progress.js';
import './jobs/job-queries.js';
import './models/model-mutations.js';
import './models/model-queries.js';
import './profiles/profile-mutations.js';
import './profiles/profile-queries.js';
import './profiles/recommendation.js';
import './runs/run-queries.js';
import './runtime/runtime-operations.js';
import './stats/stats-queries.js';
import './stats/stats-subscription.js';

/** The schema that the server executes; `schema/schema.graphql` is its printed form. */
export function buildSchema(): GraphQLSchema {
  return builder.toSchema();
}
