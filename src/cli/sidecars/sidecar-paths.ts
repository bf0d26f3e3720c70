import { readdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { isPictureName } from '../picture-files.js';

/**
 * Where sidecars of pictures lie: beside the picture, its extension replaced as photo managers and training scripts expect it
 * (`dog.jpg` → `dog.txt`). Where another picture of the folder has the same name but for its extension, the extension stays
 * (`dog.jpg.txt`), so that neither overwrites the other's.
 */
export class SidecarPaths {
  readonly #shared = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(private readonly extension: string) {}

  async of(picture: string): Promise<string> {
    const { base } = parse(picture);
    const folder = dirname(picture);
    const stem = stemOf(base);
    const shared = await this.#sharedStems(folder);
    const name = shared.has(stem.toLowerCase()) ? base : stem;
    return join(folder, `${name}.${this.extension}`);
  }

  #sharedStems(folder: string): Promise<ReadonlySet<string>> {
    const known = this.#shared.get(folder) ?? readSharedStems(folder);
    this.#shared.set(folder, known);
    return known;
  }
}

/** A name without the extension of a picture; any other extension is part of the name. */
function stemOf(base: string): string {
  return isPictureName(base) ? parse(base).name : base;
}

/** In lower case, as some file systems take `Dog.jpg` and `dog.png` for namesakes. */
async function readSharedStems(folder: string): Promise<ReadonlySet<string>> {
  const names = await readdir(folder).catch(() => []);
  const stems = names.filter(isPictureName).map((name) => stemOf(name).toLowerCase());
  const once = new Set<string>();
  return new Set(stems.filter((stem) => once.size === once.add(stem).size));
}
