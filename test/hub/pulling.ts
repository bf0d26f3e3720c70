import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DownloadFolder } from '../../src/hub/download-folder.js';
import { ModelDownload } from '../../src/hub/download-model.js';
import { endpointOf } from '../../src/hub/endpoint.js';
import { hubModel } from '../../src/hub/hub-model.js';
import type { TransferLimits } from '../../src/hub/transfer-limits.js';
import { temporaryDirectory } from '../temporary-directory.js';
import type { LocalHub } from './local-hub.js';

export interface PullOptions {
  /** One of its own when absent. */
  readonly folder?: DownloadFolder;
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<TransferLimits>;
  readonly signal?: AbortSignal;
  readonly onPosition?: (file: string, position: number) => void;
  readonly id?: string;
}

export interface Pulled {
  readonly folder: DownloadFolder;
  /** What failed and was tried again, in order. */
  readonly retries: readonly string[];
  /** Milliseconds that were waited for it. */
  readonly waits: readonly number[];
}

/** Downloads from a local hub, without the long waits that strangers deserve. */
export async function pullFrom(hub: LocalHub, options: PullOptions = {}): Promise<Pulled> {
  const folder = options.folder ?? (await newFolder());
  const retries: string[] = [];
  const waits: number[] = [];
  const onRetry = (error: Error, waitMs: number): void => {
    retries.push(error.message);
    waits.push(waitMs);
  };
  const { signal = new AbortController().signal, onPosition } = options;
  const download = new ModelDownload(
    {
      model: hubModel(hub.kind, options.id ?? hub.id, undefined),
      endpoint: endpointOf(hub.kind, hub.url, options.environment ?? {}),
    },
    onRetry,
    { backoffMs: 4, ...options.limits },
  );
  try {
    const files = await download.list(signal);
    await download.fetch(files, folder, {
      signal,
      onRetry,
      onPosition: (file, position) => onPosition?.(file.path, position),
    });
  } finally {
    await download.close();
  }
  return { folder, retries, waits };
}

export async function newFolder(): Promise<DownloadFolder> {
  return new DownloadFolder(join(await temporaryDirectory(), 'download'));
}

/** What has arrived whole, by name. */
export async function arrived({ complete }: DownloadFolder): Promise<Map<string, Buffer>> {
  const names = await readdir(complete).catch(() => []);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(complete, name))] as const)),
  );
}
