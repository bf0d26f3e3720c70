import type { ErrorCode } from '../../../generated/graphql.js';
import { countedInEnglish } from '../../../i18n/messages.js';

const codes: Readonly<Record<ErrorCode, string>> = {
  BAD_IMAGE: 'Damaged picture',
  UNSUPPORTED_FORMAT: 'Format not supported',
  IMAGE_TOO_LARGE: 'Picture too large',
  URL_BLOCKED: 'Address not allowed',
  URL_UNREACHABLE: 'Address unreachable',
  QUEUE_FULL: 'Queue full',
  TIMEOUT: 'Time limit',
  CANCELED: 'Canceled',
  OUT_OF_MEMORY: 'Out of memory',
  DEVICE_UNAVAILABLE: 'Device unavailable',
  ENGINE_FAILED: 'Engine failed',
  BAD_MODEL: 'Bad model',
  NOT_FOUND: 'Not found',
  INVALID_INPUT: 'Invalid input',
  UNAUTHENTICATED: 'No valid key',
  FORBIDDEN: 'Not allowed',
  RATE_LIMITED: 'Too many requests',
  INTERNAL: 'Internal error',
};

/** The words of the overview. */
export const en = {
  title: 'Admin overview',
  lead: 'How captioning does at this moment, and what it runs on.',
  window: 'Numbers of the last',
  windows: { MINUTE: 'Minute', FIVE_MINUTES: '5 minutes', HOUR: 'Hour', DAY: 'Day', WEEK: 'Week' },
  windowPhrases: {
    MINUTE: 'the last minute',
    FIVE_MINUTES: 'the last 5 minutes',
    HOUR: 'the last hour',
    DAY: 'the last day',
    WEEK: 'the last week',
  },
  partPhrases: {
    MINUTE: 'a second',
    FIVE_MINUTES: '5 seconds',
    HOUR: 'a minute',
    DAY: '15 minutes',
    WEEK: '2 hours',
  },
  engine: 'Engine',
  states: {
    STARTING: 'Starting',
    READY: 'Ready',
    BUSY: 'Busy',
    DEGRADED: 'Degraded',
    UNAVAILABLE: 'Unavailable',
  },
  release: 'Release memory',
  releasing: 'Releasing …',
  released: 'Memory is released: fresh processes took over, and no request was lost.',
  model: 'Model',
  profile: 'Profile',
  device: 'Device',
  forced: (device: string) => `${device} (CUDA forced)`,
  provider: 'Execution provider',
  precision: 'Precision',
  uptime: 'Up for',
  version: 'Version',
  memory: 'Memory',
  memoryUnknown: 'not known yet',
  memoryText: (memory: {
    readonly held: string;
    readonly most: string | null;
    readonly of: string;
    readonly limited: boolean;
    readonly share: string | null;
  }) =>
    [
      `${memory.held} held`,
      ...(memory.most === null ? [] : [`${memory.most} at most so far`]),
      `${memory.of} ${memory.limited ? 'allowed' : 'there'}${memory.share === null ? '' : ` (${memory.share})`}`,
    ].join(', '),
  captions: 'Captions',
  perSecond: (count: string) => `${count} per second`,
  p50: 'Latency p50',
  average: (duration: string) => `average ${duration}`,
  p95: 'Latency p95',
  p99: (duration: string) => `p99 ${duration}`,
  waitingNow: 'Waiting now',
  inFlight: (count: string) => `${count} in flight`,
  failedCount: 'Failed',
  successRate: (share: string) => `${share} succeeded`,
  batchSize: 'Pictures a run',
  runs: (count: number) => countedInEnglish(count, 'run', 'runs'),
  throughput: 'Throughput',
  ended: 'Ended',
  throughputNone: (window: string) => `No caption ended in ${window}.`,
  throughputSummary: (text: {
    readonly window: string;
    readonly ended: number;
    readonly failed: number;
    readonly most: string;
    readonly part: string;
  }) =>
    `${countedInEnglish(text.ended, 'caption', 'captions')} in ${text.window}, ${text.failed === 0 ? 'none' : String(text.failed)} failed; at most ${text.most} in ${text.part}.`,
  latency: 'Latency',
  p50Short: 'p50',
  p95Short: 'p95',
  latencyNone: (window: string) => `No caption was made in ${window}.`,
  latencySummary: (text: { readonly p50: string; readonly p95: string; readonly worst: string }) =>
    `Lately half took up to ${text.p50} and 95 % up to ${text.p95}; the worst p95 was ${text.worst}.`,
  queue: 'Queue',
  waiting: 'Waiting at most',
  queueNone: (window: string) => `Nothing was seen waiting in ${window}.`,
  queueSummary: (window: string, deepest: string) => `At most ${deepest} waited at once in ${window}.`,
  times: 'Where the time goes',
  part: 'Part',
  timeParts: {
    latency: 'From request to caption',
    queueTime: 'Waiting',
    preprocessTime: 'Preparing the picture',
    inferenceTime: 'Running the model',
  },
  measures: { averageMs: 'Average', p50Ms: 'p50', p95Ms: 'p95', p99Ms: 'p99', maxMs: 'Longest' },
  batchSizes: 'Batch sizes',
  pictures: 'Pictures',
  runsHead: 'Runs',
  noRuns: 'The model did not run in this time.',
  failures: 'What went wrong',
  reason: 'Reason',
  count: 'Count',
  noFailures: 'Nothing failed and nothing was refused in this time.',
  codes,
  engines: 'Engine processes',
  noProcess: 'no process',
  process: (pid: string) => `process ${pid}`,
  restarts: (count: number, written: string) => `${written} ${count === 1 ? 'restart' : 'restarts'}`,
  devices: 'GPUs of the machine',
  gpu: 'GPU',
  memoryUsed: 'Memory used',
  byEngines: 'By engines',
  utilization: 'Busy',
  temperature: 'Temperature',
  driver: 'Driver',
};
