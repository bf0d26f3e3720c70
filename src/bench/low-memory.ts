import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { graphVariant } from '../model/compiler/graph-variant.js';
import { ensureGraph } from '../model/graph-cache.js';
import { readModelPackage } from '../model/package.js';
import type { LowMemoryTask, LowMemoryUsage } from './low-memory-process.js';
import { median } from './measure.js';

/** What a setting makes of a process that loads a graph and captions one picture at a time. */
export interface LowMemoryFigures extends LowMemoryUsage {
  readonly setting: string;
}

interface Setting extends Pick<LowMemoryTask, 'lowMemory' | 'arena'> {
  readonly setting: string;
  readonly cache: boolean;
}

/** The first is what the others are compared with. */
const settings: readonly Setting[] = [
  { setting: 'normal', cache: true, lowMemory: false },
  { setting: 'graph without cache', cache: false, lowMemory: false },
  { setting: 'prepacking off', cache: true, lowMemory: true },
  { setting: 'arena off', cache: true, lowMemory: false, arena: false },
  { setting: '`lowMemory`: no cache, no prepacking', cache: false, lowMemory: true },
  { setting: '`lowMemory` and arena off', cache: false, lowMemory: true, arena: false },
];

const runs = 3;
const measuringProgram = fileURLToPath(new URL('./low-memory-process.js', import.meta.url));

/**
 * Peak memory and time of a caption at batch size 1 under each setting. Every measurement has a fresh process, in which no
 * graph is compiled; the settings take turns, medians of memory and the best time of all rounds count.
 */
export async function lowMemoryFigures(
  modelDirectory: string,
  graphs: string,
  threads: number,
  rounds = 3,
): Promise<LowMemoryFigures[]> {
  const model = await readModelPackage(modelDirectory);
  const { imageSize } = model;
  const usages = settings.map((): LowMemoryUsage[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { cache, lowMemory, arena }] of settings.entries()) {
      const { path: graph } = await ensureGraph(model, graphVariant(model, { cache }), graphs);
      const task = { graph, imageSize, threads, lowMemory, runs, ...(arena !== undefined && { arena }) };
      usages[index]!.push(await measureInProcess(task));
    }
  }
  return settings.map(({ setting }, index) => {
    const own = usages[index]!;
    return {
      setting,
      loadPeakMiB: median(own.map(({ loadPeakMiB }) => loadPeakMiB)),
      peakMiB: median(own.map(({ peakMiB }) => peakMiB)),
      restMiB: median(own.map(({ restMiB }) => restMiB)),
      captionMs: Math.min(...own.map(({ captionMs }) => captionMs)),
    };
  });
}

async function measureInProcess(task: LowMemoryTask): Promise<LowMemoryUsage> {
  const { stdout } = await promisify(execFile)(process.execPath, [measuringProgram, JSON.stringify(task)]);
  return JSON.parse(stdout) as LowMemoryUsage;
}
