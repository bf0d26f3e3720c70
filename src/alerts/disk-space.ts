import { statfs } from 'node:fs/promises';

const bytesPerMiB = 2 ** 20;

/** Space that this user may still fill on the disk that holds `path`, MiB; null where the system does not say. */
export async function diskFreeMiB(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return (bavail * bsize) / bytesPerMiB;
  } catch {
    return null;
  }
}
