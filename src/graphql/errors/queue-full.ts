import { QueueFullError } from '../../errors/queue-full-error.js';
import { builder } from '../builder.js';
import { ErrorInterface } from './error-interface.js';

builder.objectType(QueueFullError, {
  name: 'QueueFull',
  description: 'The server has as much to do as it may have; nothing was stored.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAfterMs: t.int({
      description: 'After how many milliseconds there is likely to be room.',
      resolve: ({ retryAfterMs }) => Math.ceil(retryAfterMs),
    }),
  }),
});
