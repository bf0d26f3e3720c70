import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { QueueFullError } from '../../errors/queue-full-error.js';
import { builder } from '../builder.js';
import { CaptionOptionsType, requestOptions } from '../captions/caption-options.js';
import { ImageInputType, pictureSource } from '../captions/image-input.js';
import '../errors/invalid-input.js';
import '../errors/queue-full.js';
import { countingRefusals } from '../stats/counting-refusals.js';
import { CaptionJobType } from './caption-job.js';
import { visibleJob } from './visible-job.js';

builder.mutationField('createCaptionJob', (t) =>
  t.field({
    type: CaptionJobType,
    description:
      'Takes many pictures to be described in the background. When it answers, the job survives any crash.',
    errors: {
      types: [QueueFullError, InvalidInputError],
      union: { name: 'CreateCaptionJobResult', description: 'The job, or why there is none.' },
    },
    args: {
      images: t.arg({
        type: [ImageInputType],
        required: true,
        description: 'The pictures; one that cannot be captioned fails by itself.',
      }),
      options: t.arg({ type: CaptionOptionsType, description: 'What to do differently this time.' }),
      idempotencyKey: t.arg.string({
        description:
          'Sent again with the same request it finds the same job; with another request it is refused.',
      }),
    },
    resolve: (_root, { images, options, idempotencyKey }, { jobs, refusals, viewer, requestId }) =>
      countingRefusals(refusals, options?.profile ?? null, () =>
        jobs.create({
          sources: images.map((image, index) => pictureSource(image, ['images', index.toString()])),
          options: requestOptions(options),
          idempotencyKey: idempotencyKey ?? null,
          ownerId: viewer.keyId,
          requestId,
        }),
      ),
  }),
);

builder.mutationField('cancelCaptionJob', (t) =>
  t.field({
    type: CaptionJobType,
    description: 'Cancels every caption of a job that has not ended. NOT_FOUND for an unknown id.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: async (_root, { id }, context) => context.jobs.cancel(await visibleJob(id, context)),
  }),
);

builder.mutationField('retryCaptionJob', (t) =>
  t.field({
    type: CaptionJobType,
    description: 'Takes up the failed and canceled captions of a job again. NOT_FOUND for an unknown id.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: async (_root, { id }, context) => context.jobs.retry(await visibleJob(id, context)),
  }),
);
