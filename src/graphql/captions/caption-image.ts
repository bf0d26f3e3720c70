import { CaptionKeptError } from '../../captions/caption-kept-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { QueueFullError } from '../../errors/queue-full-error.js';
import { builder } from '../builder.js';
import '../errors/invalid-input.js';
import '../errors/queue-full.js';
import { captionErrorOf, CaptionType } from './caption.js';
import { countingRefusals } from '../stats/counting-refusals.js';
import { CaptionFailedError } from './caption-failed.js';
import { CaptionOptionsType, requestOptions } from './caption-options.js';
import { ImageInputType, pictureSource } from './image-input.js';

builder.mutationField('captionImage', (t) =>
  t.field({
    type: CaptionType,
    description: 'Describes one picture and waits for the caption.',
    errors: {
      types: [QueueFullError, InvalidInputError, CaptionFailedError],
      union: { name: 'CaptionImageResult', description: 'The caption, or why there is none.' },
    },
    args: {
      image: t.arg({ type: ImageInputType, required: true, description: 'The picture.' }),
      options: t.arg({ type: CaptionOptionsType, description: 'What to do differently this time.' }),
    },
    resolve: async (_root, { image, options }, { captions, refusals, signal, viewer, requestId }) => {
      const row = await countingRefusals(refusals, options?.profile ?? null, () => {
        const request = {
          source: pictureSource(image, ['image']),
          options: requestOptions(options),
          ownerId: viewer.keyId,
          requestId,
        };
        return captions.caption(request, signal);
      }).catch((error: unknown) => {
        throw error instanceof CaptionKeptError ? new CaptionFailedError(error, error.caption) : error;
      });
      const error = captionErrorOf(row);
      if (error !== null) throw new CaptionFailedError(error, row);
      return row;
    },
  }),
);
