import { basename } from 'node:path';
import { Captioner } from '../captions/captioner.js';
import { losesQuality } from '../messages/about-precision.js';
import { losesTooMuch } from '../model/calibration/calibration.js';
import { readCalibration } from '../model/calibration/calibration-files.js';
import { readModelPackage } from '../model/package.js';
import type { Precision } from '../model/precision.js';
import { autoProfile } from '../profiles/built-in.js';
import { openDataDirectory } from '../storage/data-directory.js';
import { createLog } from './log.js';

export interface CaptionerArguments {
  readonly model: string;
  readonly data: string;
  readonly threads: number;
  readonly logLevel: string;
  /** FP32 when absent. */
  readonly precision?: Precision;
}

export interface OpenedCaptioner {
  readonly captioner: Captioner;
  readonly batchSize: number;
  /** Pictures under way at a time: one batch that runs, one that is decoded, one that is waiting. */
  readonly width: number;
}

/** An engine of the command's own, sized as the built-in profile; works beside a running server. */
export async function openCaptioner(options: CaptionerArguments): Promise<OpenedCaptioner> {
  const data = await openDataDirectory(options.data);
  const { batchSize } = autoProfile('');
  const { precision = 'FP32' } = options;
  const calibration =
    precision === 'INT8' ? await readCalibration(await readModelPackage(options.model), data.root) : null;
  const log = createLog(options.logLevel);
  if (calibration?.quality != null && losesTooMuch(calibration)) {
    log.warn(losesQuality(basename(options.model), calibration.quality.ciderD).en);
  }
  const captioner = await Captioner.open({
    modelDirectory: options.model,
    graphs: data.graphs,
    threads: options.threads,
    batchSize,
    precision,
    calibration,
    log,
  });
  return { captioner, batchSize, width: 3 * batchSize };
}
