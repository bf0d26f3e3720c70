import type { Logger } from 'pino';
import { Captioner } from '../captions/captioner.js';
import { DeviceRegistry } from '../devices/device-registry.js';
import { readModelPackage } from '../model/package.js';
import { autoProfile } from '../profiles/built-in.js';
import { median, percentile, underLoad } from './measure.js';
import { processUsage } from './process-usage.js';

export interface EngineFigures {
  readonly batchSize: number;
  readonly perSecond: number;
  /** Of a picture when nothing else runs, milliseconds. */
  readonly aloneMs: number;
  readonly p95Ms: number;
  readonly peakMiB: number | null;
}

export interface EngineBenchOptions {
  readonly modelDirectory: string;
  readonly graphs: string;
  readonly threads: number;
  readonly files: readonly string[];
  readonly count: number;
  readonly log: Logger;
}

/** The engine without server or database: files in, captions out, with the next batch decoded while one runs. */
export async function engineAlone(options: EngineBenchOptions, batchSize: number): Promise<EngineFigures> {
  const { files, count } = options;
  const model = await readModelPackage(options.modelDirectory);
  const devices = await DeviceRegistry.open();
  const profile = { ...autoProfile(model.name, { kind: 'CPU' }), device: 'CPU' as const, batchSize };
  const captioner = await Captioner.open({ ...options, data: options.graphs, model, devices, profile });
  const caption = async (index: number): Promise<void> => {
    await captioner.caption(files[index % files.length]!);
  };
  try {
    await underLoad(batchSize, batchSize, caption);
    const alone = await underLoad(5, 1, caption);
    const loaded = await underLoad(count, 4 * batchSize, caption);
    const usage = await processUsage(captioner.pid ?? 0);
    return {
      batchSize,
      perSecond: loaded.perSecond,
      aloneMs: median(alone.latenciesMs),
      p95Ms: percentile(loaded.latenciesMs, 0.95),
      peakMiB: usage?.peakMiB ?? null,
    };
  } finally {
    await captioner.close();
    devices.close();
  }
}
