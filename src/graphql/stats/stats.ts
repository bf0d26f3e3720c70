import type { LatencyStats, Stats, StatsPoint } from '../../stats/stats.js';
import { builder } from '../builder.js';
import { ErrorCodeType } from '../errors/error-code.js';
import '../scalars/date-time.js';

const LatencyStatsType = builder.objectRef<LatencyStats>('LatencyStats').implement({
  description:
    'How durations were distributed, in milliseconds; 0 where there was none. Percentiles are within 1 %.',
  fields: (t) => ({
    averageMs: t.exposeFloat('averageMs', { description: 'The average.' }),
    p50Ms: t.exposeFloat('p50Ms', { description: 'Half took no longer.' }),
    p95Ms: t.exposeFloat('p95Ms', { description: '95 % took no longer.' }),
    p99Ms: t.exposeFloat('p99Ms', { description: '99 % took no longer.' }),
    maxMs: t.exposeFloat('maxMs', { description: 'The longest.' }),
  }),
});

const CodeCountType = builder.objectRef<Stats['failuresByCode'][number]>('CodeCount').implement({
  description: 'How often something went wrong.',
  fields: (t) => ({
    code: t.expose('code', { type: ErrorCodeType, description: 'What went wrong.' }),
    count: t.exposeInt('count', { description: 'How often.' }),
  }),
});

const SizeCountType = builder.objectRef<Stats['batchSizes'][number]>('SizeCount').implement({
  description: 'How many runs had a size.',
  fields: (t) => ({
    size: t.exposeInt('size', { description: 'Pictures in the run.' }),
    count: t.exposeInt('count', { description: 'How many runs.' }),
  }),
});

export const StatsType = builder.objectRef<Stats>('Stats').implement({
  description:
    'How the service did. What ended counts when it ended, for good: neither deleting a caption nor taking its job up again takes it back.',
  fields: (t) => ({
    totalRequests: t.exposeInt('totalRequests', {
      description: 'Captions that ended: succeeded, failed or canceled.',
    }),
    succeeded: t.exposeInt('succeeded', { description: 'Captions that were made.' }),
    failed: t.exposeInt('failed', { description: 'Captions that failed.' }),
    canceled: t.exposeInt('canceled', { description: 'Captions that were given up.' }),
    cached: t.exposeInt('cached', {
      description:
        'Among those that succeeded: answered by sharing a place in a run, or from an identical earlier result.',
    }),
    refused: t.exposeInt('refused', {
      description: 'Requests turned away before there was a caption; not among the requests above.',
    }),
    successRate: t.exposeFloat('successRate', { description: 'Succeeded of total; 1 when there was none.' }),
    failuresByCode: t.field({
      type: [CodeCountType],
      description: 'Failed captions and refused requests by what went wrong, the most frequent first.',
      resolve: ({ failuresByCode }) => [...failuresByCode],
    }),
    latency: t.expose('latency', {
      type: LatencyStatsType,
      description: 'From request to caption, of all that succeeded.',
    }),
    queueTime: t.expose('queueTime', {
      type: LatencyStatsType,
      description: 'Waiting, of all that succeeded.',
    }),
    preprocessTime: t.expose('preprocessTime', {
      type: LatencyStatsType,
      description: 'Decoding and resizing the picture, of those that the model computed.',
    }),
    inferenceTime: t.expose('inferenceTime', {
      type: LatencyStatsType,
      description: 'The run, of those that the model computed.',
    }),
    batches: t.exposeInt('batches', { description: 'Runs of the model, lost ones included, warm-up never.' }),
    averageBatchSize: t.exposeFloat('averageBatchSize', {
      description: 'Pictures a run; 0 when there was none.',
    }),
    batchSizes: t.field({
      type: [SizeCountType],
      description: 'How many runs had each size, by size.',
      resolve: ({ batchSizes }) => [...batchSizes],
    }),
    retries: t.exposeInt('retries', {
      description: 'Attempts beyond the first one, of the captions that ended.',
    }),
    queueDepth: t.exposeInt('queueDepth', {
      description:
        'Captions that wait for a run at this moment, of all profiles and models; those of jobs that wait on disk not counted.',
    }),
    inFlight: t.exposeInt('inFlight', {
      description: 'Captions in the runs that are going on at this moment, of all profiles and models.',
    }),
    captionsPerSecond: t.exposeFloat('captionsPerSecond', {
      description: 'Succeeded, divided by the length of the window.',
    }),
  }),
});

export const StatsPointType = builder.objectRef<StatsPoint>('StatsPoint').implement({
  description: 'What happened in one part of a window.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When the part began.' }),
    requests: t.exposeInt('requests', { description: 'Captions that ended.' }),
    failed: t.exposeInt('failed', { description: 'Captions that failed.' }),
    p50Ms: t.exposeFloat('p50Ms', {
      nullable: true,
      description: 'Half of the captions took no longer; null without any.',
    }),
    p95Ms: t.exposeFloat('p95Ms', {
      nullable: true,
      description: '95 % of the captions took no longer; null without any.',
    }),
    averageBatchSize: t.exposeFloat('averageBatchSize', {
      nullable: true,
      description: 'Pictures a run; null without any run.',
    }),
    queueDepth: t.exposeInt('queueDepth', {
      nullable: true,
      description:
        'The deepest queue that was seen when something ended or was refused; null when nothing was.',
    }),
  }),
});
