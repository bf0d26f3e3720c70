import { mkdir, statfs } from 'node:fs/promises';
import { toCodedError } from '../errors/coded-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { chooseFiles } from './choose-files.js';
import { downloadFile, type DownloadOptions } from './download-file.js';
import type { DownloadFolder } from './download-folder.js';
import type { Hub, HubFile } from './hub.js';
import { HubConnection } from './hub-connection.js';
import { huggingFace } from './hugging-face.js';
import { modelScope } from './model-scope.js';
import type { OnRetry } from './patience.js';
import type { Asked } from './refusal.js';
import { defaultTransferLimits, type TransferLimits } from './transfer-limits.js';

/** Left free on the disk: the database and the graphs lie there as well. */
const spareBytes = 64 * 2 ** 20;

/**
 * One model of one hub, from its listing to its files on disk.
 *
 * ```ts
 * const download = new ModelDownload({ model, endpoint }, onRetry);
 * const files = await download.list(signal);
 * await download.fetch(files, new DownloadFolder(path), { signal, onRetry, onPosition });
 * await download.close();
 * ```
 */
export class ModelDownload {
  readonly #connection: HubConnection;
  readonly #hub: Hub;

  constructor(
    private readonly asked: Asked,
    onRetry: OnRetry,
    limits: Partial<TransferLimits> = {},
  ) {
    this.#connection = new HubConnection(asked, { ...defaultTransferLimits, ...limits });
    this.#hub = (asked.model.hub === 'modelscope' ? modelScope : huggingFace)(this.#connection, onRetry);
  }

  /**
   * The files that the program needs of the model.
   * @throws HubError; BadModelError when it cannot be served, as far as its files tell; the signal's reason
   */
  async list(signal: AbortSignal): Promise<HubFile[]> {
    return chooseFiles(await this.#hub.list(signal), this.asked.model.id);
  }

  /**
   * Brings every file into `folder.complete`, one after another. What an earlier attempt left there is used.
   * @throws HubError; InvalidInputError when the disk is too small; the signal's reason. What arrived stays.
   */
  async fetch(files: readonly HubFile[], folder: DownloadFolder, options: DownloadOptions): Promise<void> {
    await mkdir(folder.path, { recursive: true, mode: 0o700 });
    await checkSpace(files, folder);
    await folder.keepOnly(files);
    for (const file of files) {
      try {
        if (await folder.has(file, options.signal)) options.onPosition(file, file.bytes);
        else await downloadFile(this.#connection, this.#hub, file, folder.placeOf(file), options);
      } catch (error) {
        if (options.signal.aborted) throw toCodedError(options.signal.reason);
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw diskFull(folder.path);
        throw error;
      }
    }
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

async function checkSpace(files: readonly HubFile[], folder: DownloadFolder): Promise<void> {
  let wanted = 0;
  for (const file of files) wanted += file.bytes - (await folder.present(file));
  const { bavail, bsize } = await statfs(folder.path);
  const free = bavail * bsize;
  if (wanted === 0 || wanted + spareBytes <= free) return;
  throw new InvalidInputError(
    `${folder.path} has ${mebibytes(free)} MiB left, and ${mebibytes(wanted)} MiB are still to come ` +
      `(${mebibytes(spareBytes)} MiB stay free). Make room, or choose a directory on another disk with --data.`,
  );
}

function diskFull(path: string): InvalidInputError {
  return new InvalidInputError(
    `The disk of ${path} is full. Make room and run the same command again; it continues.`,
  );
}

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
