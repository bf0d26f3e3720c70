import { onlyOwner } from '../../access/viewer.js';
import { builder } from '../builder.js';
import { pageRequest, toConnection } from '../connection/page.js';
import { rowIdOf } from '../node-id.js';
import { CaptionJobType } from './caption-job.js';
import { JobStatusType } from './job-status.js';

builder.queryField('captionJob', (t) =>
  t.field({
    type: CaptionJobType,
    nullable: true,
    description: 'One job. Null when the id is malformed or names none that the key may see.',
    args: { id: t.arg.id({ required: true, description: 'Its global id.' }) },
    resolve: (_root, { id }) => rowIdOf('CaptionJob', id),
  }),
);

builder.queryField('captionJobs', (t) =>
  t.connection(
    {
      type: CaptionJobType,
      description: 'All jobs that the key may see, newest first, 20 by default.',
      args: { status: t.arg({ type: JobStatusType, description: 'Only those that are so far.' }) },
      resolve: async (_root, { status, ...args }, { jobRecords, viewer }) => {
        const request = pageRequest(args, 'CaptionJob');
        const page = await jobRecords.page(request, status ?? null, onlyOwner(viewer));
        return toConnection(page, 'CaptionJob');
      },
    },
    { name: 'CaptionJobConnection', description: 'A page of jobs.' },
    { name: 'CaptionJobEdge', description: 'A job at its place in the list.' },
  ),
);
