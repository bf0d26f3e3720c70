import type { JobEvent } from '../../captions/caption-jobs.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { negativeSequence } from '../../messages/about-jobs.js';
import { builder } from '../builder.js';
import { CaptionType } from '../captions/caption.js';
import type { GraphQLContext } from '../context.js';
import { stoppable } from '../subscriptions/stoppable.js';
import { CaptionJobType } from './caption-job.js';
import { visibleJob } from './visible-job.js';

const CaptionJobEventType = builder.objectRef<JobEvent>('CaptionJobEvent').implement({
  description: 'One change of a job.',
  fields: (t) => ({
    sequence: t.exposeInt('sequence', {
      description:
        'Number of the change. It strictly increases within a job; numbers may be skipped where changes came in quick succession.',
    }),
    job: t.field({
      type: CaptionJobType,
      description: 'The job after the change.',
      resolve: ({ job }) => job,
    }),
    caption: t.field({
      type: CaptionType,
      nullable: true,
      description:
        'The caption that changed, in its present state; null in the snapshot that comes first, and where only the job changed.',
      resolve: ({ caption }) => caption,
    }),
  }),
});

builder.subscriptionField('captionJobProgress', (t) =>
  t.field({
    type: CaptionJobEventType,
    description:
      'The changes of a job until it has ended: the last event carries its final state. An unknown id ends it with the error NOT_FOUND.',
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      afterSequence: t.arg.int({
        description:
          'The last number that is known already, 0 for none: then each caption that changed later comes once as it is now, by number. Absent: a snapshot of the job comes first, then only what changes from now on.',
      }),
    },
    subscribe: (_root, { jobId, afterSequence }, context) =>
      stoppable((signal) => changes(jobId, afterSequence ?? null, signal, context), context.signal),
    resolve: (event) => event,
  }),
);

// Called within the stream, so that over SSE too a wrong argument is an event with an error and not another HTTP status.
async function* changes(
  jobId: string,
  afterSequence: number | null,
  signal: AbortSignal,
  context: GraphQLContext,
): AsyncGenerator<JobEvent> {
  if (afterSequence !== null && afterSequence < 0) {
    throw new InvalidInputError(negativeSequence(afterSequence), ['afterSequence']);
  }
  yield* context.jobs.changes(await visibleJob(jobId, context), afterSequence, signal);
}
