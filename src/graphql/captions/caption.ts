import { onlyOwner } from '../../access/viewer.js';
import type { PlainError } from '../../errors/coded-error.js';
import type { CaptionRow } from '../../storage/caption-records.js';
import { builder } from '../builder.js';
import { CaptionErrorType, storedError } from '../errors/caption-error.js';
import { ModelType } from '../models/model.js';
import { parseRowId } from '../node-id.js';
import { ProfileType } from '../profiles/profile.js';
import { InferenceRunType } from '../runs/inference-run.js';
import '../scalars/date-time.js';
import { CaptionStatusType } from './caption-status.js';
import { CaptionTimingsType, timingsOf } from './caption-timings.js';
import { alternativesOf, HypothesisType } from './hypothesis.js';
import { ImageInfoType } from './image-info.js';

/** Why a caption failed or was canceled; null for any other. */
export function captionErrorOf(row: CaptionRow): PlainError | null {
  if (row.status !== 'FAILED' && row.status !== 'CANCELED') return null;
  return storedError(
    row.errorCode ?? (row.status === 'CANCELED' ? 'CANCELED' : 'INTERNAL'),
    row.errorMessage,
  );
}

export const CaptionType = builder.loadableNodeRef('Caption', {
  id: { resolve: (caption: CaptionRow) => caption.id, parse: (id) => parseRowId(id) ?? 0 },
  load: (ids: number[], { captionRecords, viewer }) => captionRecords.byIds(ids, onlyOwner(viewer)),
  toKey: (caption) => caption.id,
  sort: true,
});

CaptionType.implement({
  description: 'One request to describe one picture, and its outcome.',
  fields: (t) => ({
    status: t.expose('status', { type: CaptionStatusType, description: 'How far it is.' }),
    text: t.exposeString('text', { nullable: true, description: 'The caption; null until SUCCEEDED.' }),
    score: t.exposeFloat('score', {
      nullable: true,
      description: 'Log-probability of the text divided by its length; null until SUCCEEDED.',
    }),
    alternatives: t.field({
      type: [HypothesisType],
      description: 'The other hypotheses that were asked for, best first.',
      resolve: alternativesOf,
    }),
    image: t.field({ type: ImageInfoType, description: 'The picture.', resolve: (row) => row }),
    model: t.field({
      type: ModelType,
      nullable: true,
      description: 'The model; null once it was removed.',
      resolve: (row) => row.modelName,
    }),
    profile: t.field({
      type: ProfileType,
      nullable: true,
      description: 'The parameters; null once they were removed.',
      resolve: (row) => row.profileId,
    }),
    seed: t.exposeInt('seed', {
      nullable: true,
      description:
        'What its random numbers were made from, given or drawn: with it the caption can be had again. Null with beam search.',
    }),
    error: t.field({
      type: CaptionErrorType,
      nullable: true,
      description: 'Why there is no text; set exactly when FAILED or CANCELED.',
      resolve: captionErrorOf,
    }),
    timings: t.field({
      type: CaptionTimingsType,
      nullable: true,
      description: 'Where the time went; null until it has ended.',
      resolve: timingsOf,
    }),
    attempts: t.exposeInt('attempts', {
      description: '1, and 1 more for each run that was lost or retried.',
    }),
    cached: t.exposeBoolean('cached', {
      description: 'Whether it was answered by the run of another, identical caption.',
    }),
    run: t.field({
      type: InferenceRunType,
      nullable: true,
      description: 'The batch that computed it; null until there is one.',
      resolve: (row) => row.runId,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null before.',
    }),
  }),
});
