import type { Submission } from '../engine/batch-lane.js';
import type { LaneGroup } from '../engine/lane-group.js';
import type { CaptionRecords, CaptionRow } from '../storage/caption-records.js';

/**
 * Submits work unless an identical one has been done: then its caption is returned instead. Between the look into the
 * database and the lane nothing can slip through: if anything ended meanwhile, it is looked up again.
 *
 * @throws CodedError as `LaneGroup.submit`
 */
export async function submitOnce(
  lane: LaneGroup,
  records: CaptionRecords,
  submission: Submission,
  resultKey: string | null,
): Promise<CaptionRow | null> {
  while (resultKey !== null && !lane.has(submission.work.key)) {
    const endings = lane.endings;
    await lane.written();
    const earlier = await records.resultFor(resultKey);
    if (earlier !== null) return earlier;
    if (lane.endings === endings) break;
  }
  await lane.submit(submission);
  return null;
}
