import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '../../errors/coded-error.js';
import { unknownModel } from '../../messages/about-models.js';
import { readModelPackage, type ModelPackage } from '../package.js';
import type { LibraryModel, ModelLibrary } from './model-library.js';
import { manifestFile, type ModelManifest } from './model-manifest.js';

/** A model directory that is taken whatever the library has under its name. */
export interface ChosenModel {
  readonly name: string;
  readonly directory: string;
}

/** What a model is, without its content. */
export type ModelFacts = ModelManifest['model'] & { readonly name: string; readonly hash: string };

interface ReadModel {
  /** Changes when another model is imported under the same name. */
  readonly stamp: string;
  readonly model: Promise<ModelPackage>;
}

/** Models by name, each read when it is first asked for, and again when another one was imported under its name. */
export class ModelPackages {
  readonly #read = new Map<string, ReadModel>();

  /** @param chosen known beside those of the library, and in place of one of the same name */
  constructor(
    readonly modelLibrary: ModelLibrary,
    private readonly chosen: ChosenModel | null = null,
  ) {}

  /** @throws CodedError NOT_FOUND when there is none of that name now; BadModelError when it cannot be served */
  async read(name: string): Promise<ModelPackage> {
    const found = await this.#find(name);
    if (found === null) {
      this.#read.delete(name);
      throw new CodedError('NOT_FOUND', unknownModel(name, await this.names()));
    }
    const known = this.#read.get(name);
    if (known?.stamp === found.stamp) return known.model;
    const model = readModelPackage(found.directory);
    const entry = { stamp: found.stamp, model };
    this.#read.set(name, entry);
    // One that was repaired meanwhile is not refused for what it was.
    model.catch(() => {
      if (this.#read.get(name) === entry) this.#read.delete(name);
    });
    return model;
  }

  /** Whether there is a model of that name now. */
  async has(name: string): Promise<boolean> {
    return (await this.#find(name)) !== null;
  }

  /** Where the model of that name lies; null where there is none now. */
  async directoryOf(name: string): Promise<string | null> {
    return (await this.#find(name))?.directory ?? null;
  }

  /** All that there are now. */
  async list(): Promise<ModelFacts[]> {
    const models = await this.modelLibrary.list();
    const { chosen } = this;
    const ofLibrary = models.filter(({ name }) => name !== chosen?.name);
    const first = chosen === null ? [] : [await this.#facts({ ...chosen, manifest: null })];
    return [...first, ...(await Promise.all(ofLibrary.map((model) => this.#facts(model))))];
  }

  async #facts({ name, manifest }: LibraryModel): Promise<ModelFacts> {
    if (manifest !== null) return { ...manifest.model, hash: manifest.hash, name };
    const { family, language, imageSize, parameters, license, hash } = await this.read(name);
    return { name, family, language, imageSize, parameters, license, hash };
  }

  /** The names of all that there are now. */
  async names(): Promise<string[]> {
    const names = (await this.modelLibrary.list()).map(({ name }) => name);
    return [...new Set([...(this.chosen === null ? [] : [this.chosen.name]), ...names])];
  }

  /** Where a model lies; what comes with the program or was named by its directory does not change while it runs. */
  async #find(name: string): Promise<{ readonly directory: string; readonly stamp: string } | null> {
    if (name === this.chosen?.name) return { directory: this.chosen.directory, stamp: '' };
    const known = this.#read.get(name);
    const directory = join(this.modelLibrary.root, name);
    if (known !== undefined && known.stamp !== '' && (await stampOf(directory)) === known.stamp) {
      return { directory, stamp: known.stamp };
    }
    const model = await this.modelLibrary.find(name);
    if (model === null) return null;
    const stamp = model.manifest === null ? '' : await stampOf(model.directory);
    return stamp === null ? null : { directory: model.directory, stamp };
  }
}

async function stampOf(directory: string): Promise<string | null> {
  return stat(join(directory, manifestFile)).then(
    ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
    () => null,
  );
}
