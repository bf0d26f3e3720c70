import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where everything that outlives the process lies. */
export interface DataDirectory {
  readonly root: string;
  /** The SQLite database. */
  readonly database: string;
  /** Held while a server runs on this directory. */
  readonly lock: string;
  /** Pictures by SHA-256. */
  readonly blobs: string;
  /** Pictures that are still arriving. */
  readonly incoming: string;
  readonly thumbnails: string;
  /** A log file for each day. */
  readonly logs: string;
  /** Compiled graphs by content hash and variant. */
  readonly graphs: string;
  /** Imported models by name. */
  readonly models: string;
  /** The key that signs thumbnail links. */
  readonly secret: string;
}

/** Where everything of a data directory lies, whether it is there or not. */
export function dataDirectoryAt(path: string): DataDirectory {
  const root = resolve(path);
  return {
    root,
    database: join(root, 'captions.db'),
    lock: join(root, 'server.lock'),
    blobs: join(root, 'blobs'),
    incoming: join(root, 'incoming'),
    thumbnails: join(root, 'thumbnails'),
    logs: join(root, 'logs'),
    graphs: join(root, 'graphs'),
    models: join(root, 'models'),
    secret: join(root, 'secret'),
  };
}

/** Creates what is missing, readable by its owner alone: pictures may be private. */
export async function openDataDirectory(path: string): Promise<DataDirectory> {
  const directory = dataDirectoryAt(path);
  const { root, blobs, incoming, thumbnails, graphs, models } = directory;
  for (const folder of [root, blobs, incoming, thumbnails, graphs, models]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
  return directory;
}
