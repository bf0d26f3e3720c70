import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startDigest } from './digest.js';
import type { FilePlace } from './download-file.js';
import type { HubFile } from './hub.js';
import type { HubModel } from './hub-model.js';

/** Name of the folder that one revision of one model is downloaded to: another for each, on any file system. */
export function downloadFolderName({ hub, id, revision }: HubModel): string {
  const text = [hub, id, revision].join('--');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `${text.replaceAll(/[^\w.-]+/g, '-').slice(0, 120)}-${hash}`;
}

/** Where a model is put together: what has arrived whole, and apart from it what is still arriving. */
export class DownloadFolder {
  constructor(readonly path: string) {}

  /** Whole files only; a model directory when all of them are there. */
  get complete(): string {
    return join(this.path, 'complete');
  }

  placeOf({ path }: HubFile): FilePlace {
    return { partial: join(this.path, 'partial', path), complete: join(this.complete, path) };
  }

  /** Bytes that are there of a file; what of them can be used will show. */
  async present(file: HubFile): Promise<number> {
    const { partial, complete } = this.placeOf(file);
    return Math.min(file.bytes, (await sizeOf(complete)) ?? (await sizeOf(partial)) ?? 0);
  }

  /** Whether a file arrived earlier and is still what the hub lists. Another one of its name is removed. */
  async has(file: HubFile, signal: AbortSignal): Promise<boolean> {
    const { complete } = this.placeOf(file);
    if (await holds(complete, file, signal)) return true;
    await rm(complete, { force: true });
    return false;
  }

  /** Removes whole files that are not of the model, or no longer. */
  async keepOnly(files: readonly HubFile[]): Promise<void> {
    const names = await readdir(this.complete).catch(() => []);
    for (const name of names) {
      if (!files.some(({ path }) => path === name)) await rm(join(this.complete, name), { recursive: true });
    }
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true, force: true });
  }
}

/** Whether the file at `path` is what the hub lists: its size, and its digest where there is one. */
export async function holds(path: string, { bytes, digest }: HubFile, signal: AbortSignal): Promise<boolean> {
  if ((await sizeOf(path)) !== bytes) return false;
  if (digest === null) return true;
  const digester = startDigest(digest, bytes);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) {
    digester.update(chunk as Buffer);
  }
  return digester.matches();
}

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
}
