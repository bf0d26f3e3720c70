import { onlyOwner } from '../../access/viewer.js';
import { builder } from '../builder.js';
import { pageRequest, toConnection } from '../connection/page.js';
import { rowIdOf } from '../node-id.js';
import { CaptionType } from './caption.js';
import { CaptionConnection, CaptionEdge } from './caption-connection.js';
import { CaptionFilterType, toCaptionFilter } from './caption-filter.js';

builder.queryField('caption', (t) =>
  t.field({
    type: CaptionType,
    nullable: true,
    description: 'One caption. Null when the id is malformed or names none that the key may see.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: (_root, { id }) => rowIdOf('Caption', id),
  }),
);

builder.queryField('captions', (t) =>
  t.connection(
    {
      type: CaptionType,
      description: 'All captions that the key may see, newest first, 20 by default.',
      args: { filter: t.arg({ type: CaptionFilterType, description: 'Which of them.' }) },
      resolve: async (_root, { filter, ...args }, { captionRecords, viewer }) => {
        const visible = { ...toCaptionFilter(filter), ownerId: onlyOwner(viewer) };
        return toConnection(await captionRecords.page(pageRequest(args, 'Caption'), visible), 'Caption');
      },
    },
    CaptionConnection,
    CaptionEdge,
  ),
);
