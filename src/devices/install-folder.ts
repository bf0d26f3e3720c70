import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = '.cuda-install-';

/**
 * Fills a folder beside the package's own, and moves what is in it into place when all of it is there: an install that fails
 * on the way leaves everything as it was.
 * @param fill is given the folder, and returns the files to move, in their order
 */
export async function installThrough(
  packageDirectory: string,
  target: string,
  fill: (folder: string) => Promise<readonly string[]>,
): Promise<void> {
  const staging = await mkdtemp(join(packageDirectory, `${prefix}${process.pid}-`));
  try {
    await removeAbandoned(packageDirectory);
    const files = await fill(staging);
    await mkdir(target, { recursive: true });
    await switchFiles(files, target, staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Each file by a rename; when one fails, those before it go back. */
async function switchFiles(files: readonly string[], target: string, staging: string): Promise<void> {
  const previous = join(staging, 'previous');
  await mkdir(previous);
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const file of files) {
      const name = file.slice(file.lastIndexOf('/') + 1);
      const place = join(target, name);
      const kept = join(previous, name);
      const replaced = await rename(place, kept).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      );
      undo.unshift(() => (replaced ? rename(kept, place) : rm(place, { force: true })));
      await rename(file, place);
    }
  } catch (error) {
    for (const step of undo) await step();
    throw error;
  }
}

/** What an install left behind that was killed. */
async function removeAbandoned(packageDirectory: string): Promise<void> {
  for (const name of await readdir(packageDirectory)) {
    const [, pid] = new RegExp(`^\\${prefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(join(packageDirectory, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
