import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';

const secretBytes = 32;

/** Reads the secret at `path`; makes a random one there first if there is none, readable by its owner alone. */
export async function readSecret(path: string): Promise<Buffer> {
  return (await readIfThere(path)) ?? (await create(path));
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Linked into place whole, so that neither a crash nor a second server at the same moment leaves half a secret. */
async function create(path: string): Promise<Buffer> {
  const passing = `${path}.${randomBytes(8).toString('hex')}`;
  await writeFile(passing, randomBytes(secretBytes), { flag: 'wx', mode: 0o600 });
  try {
    await link(passing, path);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  } finally {
    await rm(passing);
  }
  return readFile(path);
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
