import type { InferenceRunRow } from '../../storage/run-records.js';
import { builder } from '../builder.js';
import { CaptionErrorType, storedError } from '../errors/caption-error.js';
import { parseRowId } from '../node-id.js';
import '../scalars/date-time.js';
import { PrecisionType } from './precision.js';

export const InferenceRunType = builder.loadableNodeRef('InferenceRun', {
  id: { resolve: (run: InferenceRunRow) => run.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { runRecords }) => runRecords.byIds(ids),
  toKey: (run) => run.id,
  sort: true,
});

InferenceRunType.implement({
  description: 'One batch of pictures that went through the model together.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'Name of the model.' }),
    device: t.exposeString('device', { description: 'What it was computed on.' }),
    precision: t.expose('precision', {
      type: PrecisionType,
      description: 'The number format it was computed in.',
    }),
    batchSize: t.exposeInt('batchSize', { description: 'How many pictures it held.' }),
    durationMs: t.exposeFloat('durationMs', { description: 'How long it took, in milliseconds.' }),
    tokens: t.exposeInt('tokens', { description: 'Content tokens of all hypotheses that it finished.' }),
    succeeded: t.exposeBoolean('succeeded', { description: 'Whether it came to its end.' }),
    error: t.field({
      type: CaptionErrorType,
      nullable: true,
      description: 'Why it did not succeed; null when it did.',
      resolve: (run) => (run.errorCode === null ? null : storedError(run.errorCode, run.errorMessage)),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it began.' }),
  }),
});
