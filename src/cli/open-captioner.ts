import { Captioner } from '../captions/captioner.js';
import { autoProfile } from '../profiles/built-in.js';
import { openDataDirectory } from '../storage/data-directory.js';
import { createLog } from '../logging/create-log.js';

export interface CaptionerArguments {
  readonly model: string;
  readonly data: string;
  readonly threads: number;
  readonly logLevel: string;
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
  const captioner = await Captioner.open({
    modelDirectory: options.model,
    graphs: data.graphs,
    threads: options.threads,
    batchSize,
    log: createLog(options.logLevel),
  });
  return { captioner, batchSize, width: 3 * batchSize };
}
