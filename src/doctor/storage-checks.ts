import { stat, statfs, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import * as say from '../messages/about-doctor-storage.js';
import type { ModelPackage } from '../model/package.js';
import { GroupChecks, type DoctorCheck } from './check.js';
import type { Examination } from './examination.js';

const checks = new GroupChecks('storage');

const MiB = 2 ** 20;
/** For pictures, thumbnails, logs and the database, beside the compiled graphs. */
const roomForPicturesMiB = 1024;
/** Below this even a start may fail. */
const leastMiB = 64;

/** The data directory, what others may read of it, and the room on its disk. */
export async function storageChecks(
  { directory }: Examination,
  model: ModelPackage | null,
): Promise<DoctorCheck[]> {
  const { root, blobs, incoming, thumbnails, graphs } = directory;
  return [
    await checkFolders('data-directory', [root, blobs, incoming, thumbnails, graphs]),
    await checkFolders('logs', [join(root, 'logs')]),
    await checkPermissions(directory),
    await checkDisk(root, model),
  ];
}

/** The first of the folders that cannot be used decides. */
async function checkFolders(name: string, folders: readonly string[]): Promise<DoctorCheck> {
  const missing: string[] = [];
  for (const folder of folders) {
    const found = await stat(folder).catch(() => null);
    if (found?.isDirectory() === false) return checks.fail(name, say.notAFolder(folder), say.makeWritable());
    const nearest = found === null ? await existingParent(folder) : folder;
    const refusal = await refusalToWrite(nearest);
    if (refusal !== null) return checks.fail(name, say.notWritable(nearest, refusal), say.makeWritable());
    if (found === null) missing.push(folder);
  }
  const [first = ''] = folders;
  return checks.pass(name, missing.includes(first) ? say.folderToCome(first) : say.folderUsable(first));
}

/** What the system says when a file is made there; null where that works. */
async function refusalToWrite(folder: string): Promise<string | null> {
  const probe = join(folder, `.doctor-${randomUUID()}`);
  try {
    await writeFile(probe, '', { flag: 'wx', mode: 0o600 });
    await rm(probe, { force: true });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(probe, folder) : String(error);
  }
}

async function existingParent(path: string): Promise<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const exists = await stat(folder).then(
      () => true,
      () => false,
    );
    if (exists || folder === dirname(folder)) return folder;
  }
}

async function checkPermissions({ root, database, secret }: Examination['directory']): Promise<DoctorCheck> {
  const name = 'data-permissions';
  const mode = await modeOf(root);
  if (mode === null) return checks.skip(name, say.noPermissionsHere());
  // What lies in a closed folder is closed too.
  if (!isOpen(mode)) return checks.pass(name, say.permissionsPrivate(mode.toString(8)));
  const inside = [database, secret];
  const modes = await Promise.all(inside.map(modeOf));
  const open = inside.filter((_, index) => isOpen(modes[index] ?? 0));
  return checks.warn(name, say.permissionsOpen([root, ...open]), say.closePermissions(root));
}

function isOpen(mode: number): boolean {
  return (mode & 0o007) !== 0;
}

/** Null where there is no such file, or modes mean nothing. */
async function modeOf(path: string): Promise<number | null> {
  if (process.platform === 'win32') return null;
  return stat(path).then(
    ({ mode }) => mode & 0o777,
    () => null,
  );
}

async function checkDisk(root: string, model: ModelPackage | null): Promise<DoctorCheck> {
  const place = (await stat(root).catch(() => null)) === null ? await existingParent(root) : root;
  const { bavail, bsize } = await statfs(place);
  const freeMiB = (bavail * bsize) / MiB;
  const graphMiB = (4 * (model?.parameters ?? 0)) / MiB;
  const detail = say.diskFree(place, freeMiB, roomForPicturesMiB + graphMiB);
  if (freeMiB < leastMiB + graphMiB) return checks.fail('disk-space', detail, say.freeDisk());
  return freeMiB < roomForPicturesMiB + graphMiB
    ? checks.warn('disk-space', detail, say.freeDisk())
    : checks.pass('disk-space', detail);
}
