import { fileURLToPath } from 'node:url';
import { preparePixels } from '../../src/image/prepare.js';
import { join } from 'node:path';

const folder = fileURLToPath(new URL('../photos/', import.meta.url));

/** Photos of the tests as a model of that picture size takes them, `[size, size, 3]` each. */
export function preparedPhotos(names: readonly string[], size: number): Promise<Uint8Array[]> {
  return Promise.all(
    names.map(async (name) => {
      const pixels = new Uint8Array(size * size * 3);
      await preparePixels(join(folder, name), size, pixels);
      return pixels;
    }),
  );
}
