import type { CaptionRow, TimingFacts } from '../../storage/caption-records.js';
import { builder } from '../builder.js';

export const CaptionTimingsType = builder.objectRef<TimingFacts>('CaptionTimings').implement({
  description: 'Where the time of a caption went, in milliseconds.',
  fields: (t) => ({
    queueMs: t.exposeFloat('queueMs', { description: 'Waiting for its turn.' }),
    preprocessMs: t.exposeFloat('preprocessMs', { description: 'Decoding and resizing the picture.' }),
    inferenceMs: t.exposeFloat('inferenceMs', { description: 'The run that computed it.' }),
    totalMs: t.exposeFloat('totalMs', { description: 'From the request to the end.' }),
  }),
});

/** The timings of a caption that has ended; null before. */
export function timingsOf(row: CaptionRow): TimingFacts | null {
  const { queueMs, preprocessMs, inferenceMs, totalMs } = row;
  if (row.finishedAt === null || totalMs === null) return null;
  return { queueMs: queueMs ?? 0, preprocessMs: preprocessMs ?? 0, inferenceMs: inferenceMs ?? 0, totalMs };
}
