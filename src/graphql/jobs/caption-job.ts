import { onlyOwner } from '../../access/viewer.js';
import type { CaptionJobRow } from '../../storage/job-records.js';
import { builder } from '../builder.js';
import { CaptionConnection, CaptionEdge } from '../captions/caption-connection.js';
import { CaptionStatusType } from '../captions/caption-status.js';
import { pageRequest, toConnection } from '../connection/page.js';
import { parseRowId } from '../node-id.js';
import '../scalars/date-time.js';
import { CaptionType } from '../captions/caption.js';
import { JobStatusType } from './job-status.js';

export const CaptionJobType = builder.loadableNodeRef('CaptionJob', {
  id: { resolve: (job: CaptionJobRow) => job.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { jobRecords, viewer }) => jobRecords.byIds(ids, onlyOwner(viewer)),
  toKey: (job) => job.id,
  sort: true,
});

CaptionJobType.implement({
  description: 'Many pictures that were sent together and are captioned in the background.',
  fields: (t) => ({
    status: t.expose('status', { type: JobStatusType, description: 'How far it is.' }),
    total: t.exposeInt('total', { description: 'How many captions it has.' }),
    succeeded: t.exposeInt('succeeded', { description: 'How many of them succeeded so far.' }),
    failed: t.exposeInt('failed', { description: 'How many of them failed so far.' }),
    canceled: t.exposeInt('canceled', { description: 'How many of them were canceled so far.' }),
    progress: t.float({
      description: 'The part of its captions that has ended, from 0 to 1.',
      resolve: ({ total, succeeded, failed, canceled }) =>
        total === 0 ? 1 : (succeeded + failed + canceled) / total,
    }),
    etaMs: t.int({
      nullable: true,
      description:
        'Milliseconds until it is likely to have ended, from the speed measured so far. Null before its first caption has ended and after its last.',
      resolve: (job, _args, { jobs }) => wholeMilliseconds(jobs.etaMs(job)),
    }),
    captions: t.connection(
      {
        type: CaptionType,
        description: 'Its captions, newest first, 20 by default.',
        args: { status: t.arg({ type: CaptionStatusType, description: 'Only those that are so far.' }) },
        resolve: async ({ id: jobId }, { status, ...args }, { captionRecords }) => {
          const filter = { jobId, status: status ?? null };
          return toConnection(await captionRecords.page(pageRequest(args, 'Caption'), filter), 'Caption');
        },
      },
      CaptionConnection,
      CaptionEdge,
    ),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was accepted.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its first caption began; null before.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its last caption ended; null before.',
    }),
  }),
});

builder.objectField(CaptionType, 'job', (t) =>
  t.field({
    type: CaptionJobType,
    nullable: true,
    description: 'The job that it belongs to; null for a caption that was asked for by itself.',
    resolve: ({ jobId }) => jobId,
  }),
);

/** GraphQL's integers have 32 bits: the longest time that can be told is 24 days. */
const longestMs = 2 ** 31 - 1;

function wholeMilliseconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.min(longestMs, Math.max(0, Math.round(milliseconds)));
}
