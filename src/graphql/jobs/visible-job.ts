import { onlyOwner } from '../../access/viewer.js';
import { CodedError } from '../../errors/coded-error.js';
import { unknownJob } from '../../messages/about-jobs.js';
import type { GraphQLContext } from '../context.js';
import { rowIdOf } from '../node-id.js';

/**
 * The row of a job that the viewer may see.
 *
 * @param id its global id
 * @throws CodedError NOT_FOUND for an id that is malformed, or names no job or one of another owner: they look the same
 */
export async function visibleJob(id: string, { viewer, jobRecords }: GraphQLContext): Promise<number> {
  const row = rowIdOf('CaptionJob', id);
  const [job] = row === null ? [] : await jobRecords.byIds([row], onlyOwner(viewer));
  if (job === undefined) throw new CodedError('NOT_FOUND', unknownJob());
  return job.id;
}
