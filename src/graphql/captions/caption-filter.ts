import type { CaptionFilter } from '../../storage/caption-records.js';
import { builder } from '../builder.js';
import { rowIdOf } from '../node-id.js';
import '../scalars/date-time.js';
import { CaptionStatusType } from './caption-status.js';

export const CaptionFilterType = builder.inputType('CaptionFilter', {
  description: 'Only captions to which everything given applies.',
  fields: (t) => ({
    text: t.string({
      description: 'Words that the text contains, or their beginnings, in any order and case.',
    }),
    status: t.field({ type: CaptionStatusType, description: 'How far they are.' }),
    jobId: t.id({ description: 'Global id of the job that they belong to.' }),
    model: t.string({ description: 'Name of the model.' }),
    profile: t.string({ description: 'Name of the profile.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Asked for later than this.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Asked for earlier than this.' }),
  }),
});

type CaptionFilterInput = typeof CaptionFilterType.$inferInput;

/** The filter as the storage wants it; absent and null mean the same. */
export function toCaptionFilter(filter: CaptionFilterInput | null | undefined): CaptionFilter {
  return {
    text: filter?.text ?? null,
    status: filter?.status ?? null,
    // There is no job 0: an id that is malformed finds nothing, as an unknown one does.
    jobId: filter?.jobId == null ? null : (rowIdOf('CaptionJob', filter.jobId) ?? 0),
    model: filter?.model ?? null,
    profile: filter?.profile ?? null,
    createdAfter: filter?.createdAfter ?? null,
    createdBefore: filter?.createdBefore ?? null,
  };
}
