import { InferenceSession, Tensor } from 'onnxruntime-node';
import { sessionOptions } from '../model/session-options.js';
import { syntheticImage } from '../model/synthetic/synthetic-image.js';

/** What a measuring process is given as its only argument, in JSON. */
export interface LowMemoryTask {
  /** Path of a compiled graph. */
  readonly graph: string;
  readonly imageSize: number;
  readonly threads: number;
  /** Whether the session is opened with the low-memory options. */
  readonly lowMemory: boolean;
  /** Replaces the options' own choice. */
  readonly arena?: boolean;
  readonly runs: number;
}

/** What it writes to its standard output, in JSON. */
export interface LowMemoryUsage {
  readonly loadPeakMiB: number;
  readonly peakMiB: number;
  /** Resident after the last run. */
  readonly restMiB: number;
  /** Of the fastest run, one picture each. */
  readonly captionMs: number;
}

const task = JSON.parse(process.argv[2]!) as LowMemoryTask;
const options = sessionOptions(task);
const session = await InferenceSession.create(
  task.graph,
  task.arena === undefined ? options : { ...options, enableCpuMemArena: task.arena },
);
const loadPeakMiB = peakMiB();
const { imageSize } = task;
let captionMs = Infinity;
for (let run = 1; run <= task.runs; run++) {
  const pixels = new Tensor('uint8', syntheticImage(run, imageSize, imageSize), [1, imageSize, imageSize, 3]);
  const started = performance.now();
  await session.run({ pixels });
  captionMs = Math.min(captionMs, performance.now() - started);
}
const usage: LowMemoryUsage = {
  loadPeakMiB,
  peakMiB: peakMiB(),
  restMiB: process.memoryUsage.rss() / 2 ** 20,
  captionMs,
};
process.stdout.write(JSON.stringify(usage));

function peakMiB(): number {
  return process.resourceUsage().maxRSS / 1024;
}
