import { onlyOwner } from '../../access/viewer.js';
import { builder } from '../builder.js';
import { rowIdOf } from '../node-id.js';

builder.mutationField('deleteCaption', (t) =>
  t.boolean({
    description:
      'Deletes a caption that has ended, and its picture unless another caption has the same. Its job no longer counts it, and goes with its last caption. NOT_FOUND for an id that names none that the key may see, INVALID_INPUT while it has not ended.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: async (_root, { id }, { removal, viewer }) => {
      await removal.remove(rowIdOf('Caption', id) ?? 0, onlyOwner(viewer));
      return true;
    },
  }),
);
