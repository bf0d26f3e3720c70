import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CodedError } from '../../errors/coded-error.js';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { embeddedModel, modelNameTaken, unknownModel } from '../../messages/about-models.js';
import { fileHash } from '../file-hash.js';
import { readModelPackage } from '../package.js';
import { removeDeadWorkspaces, workspaceName } from '../workspace.js';
import { copyHashed } from './copy-file.js';
import {
  manifestOf,
  readManifest,
  writeManifest,
  type ManifestFile,
  type ModelManifest,
} from './model-manifest.js';
import { checkModelName, modelNameOf } from './model-name.js';
import type { ModelOrigin } from './model-origin.js';
import { directorySource, isModelDirectory, type ModelSource } from './model-source.js';
import { weightsSource } from './weights-source.js';

/** A model of the library. */
export interface LibraryModel {
  readonly name: string;
  /** Absolute path. */
  readonly directory: string;
  /** Null for the embedded model, which comes with the program. */
  readonly manifest: ModelManifest | null;
}

export interface ImportedModel extends LibraryModel {
  readonly manifest: ModelManifest;
  /** Whether it was there already, with the same content; then nothing was changed. */
  readonly existed: boolean;
}

export interface AdoptOptions {
  readonly name: string;
  readonly origin: ModelOrigin;
  /** Told how many bytes of how many have been copied or hashed; again when a file is finished. */
  readonly onProgress?: ((doneBytes: number, totalBytes: number) => void) | undefined;
  /** Ends it; nothing is left behind. */
  readonly signal?: AbortSignal | undefined;
}

export interface ImportOptions extends Omit<AdoptOptions, 'name' | 'origin'> {
  /** The source's name in lower case when absent. */
  readonly name?: string | undefined;
  /** Where vocab.json and merges.txt of a single weights file lie; beside it when absent. */
  readonly tokenizer?: string | undefined;
  /** The source's path when absent. */
  readonly origin?: ModelOrigin | undefined;
}

/** How a file of the source gets to its place; resolves with its SHA-256. */
type Placing = (
  path: string,
  target: string,
  options: Pick<AdoptOptions, 'signal'> & { onBytes: (bytes: number) => void },
) => Promise<string>;

const incoming = '.incoming';
const removed = '.removed';

/**
 * The models that a data directory holds, each in a directory of its name, and the embedded one. Safe against other processes
 * that do the same: a model gets its name in one step when it is whole, so that half of one is never listed.
 *
 * ```ts
 * const library = new ModelLibrary(data.models, embeddedModelDirectory);
 * await library.import('/downloads/ofa_image-caption_coco_distilled_en', { name: 'distilled' });
 * library.directoryOf('distilled'); // DATA/models/distilled
 * ```
 */
export class ModelLibrary {
  readonly #embedded: LibraryModel;

  /** @param root directory of imported models; need not exist yet */
  constructor(
    readonly root: string,
    embeddedDirectory: string,
  ) {
    const directory = resolve(embeddedDirectory);
    this.#embedded = { name: basename(directory), directory, manifest: null };
  }

  /** Name of the model that comes with the program. */
  get embeddedName(): string {
    return this.#embedded.name;
  }

  /**
   * Where downloads may be put together for `adopt`, in folders named as the downloader likes. On the same file system as the
   * models; never listed, and never cleaned up, so that a download can be continued. Made by the downloader.
   */
  get staging(): string {
    return join(this.root, '.staging');
  }

  /** All models, as they are on disk now: the embedded one first, then by name. */
  async list(): Promise<LibraryModel[]> {
    const models: LibraryModel[] = [this.#embedded];
    for (const name of (await this.#entries()).sort()) {
      const model = name.startsWith('.') ? null : await this.find(name);
      if (model !== null && model !== this.#embedded) models.push(model);
    }
    return models;
  }

  /** The model of that name, or null. */
  async find(name: string): Promise<LibraryModel | null> {
    if (name === this.#embedded.name) return this.#embedded;
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) return null;
    const directory = join(this.root, name);
    const manifest = await readManifest(directory);
    return manifest === null ? null : { name, directory, manifest };
  }

  /** @throws CodedError NOT_FOUND naming the models that there are */
  async directoryOf(name: string): Promise<string> {
    return (await this.#existing(name)).directory;
  }

  /**
   * Copies a model into the library: a directory as it is published, or one weights file (`*.safetensors`, `*.bin`, `*.pt`). It is
   * checked before anything is copied; whatever goes wrong, nothing is left behind.
   * @throws BadModelError when it cannot be served
   * @throws InvalidInputError for a name that cannot be, or that another model has
   */
  async import(source: string, options: ImportOptions = {}): Promise<ImportedModel> {
    const path = resolve(source);
    const isDirectory = await isModelDirectory(path);
    const name =
      options.name ??
      modelNameOf(
        basename(path)
          .replace(/(\.index\.json)?$/, '')
          .replace(/\.(safetensors|bin|pt)$/, ''),
      );
    await this.#checkName(name);
    const read = isDirectory
      ? await directorySource(path)
      : await weightsSource(path, options.tokenizer ?? null);
    const origin = options.origin ?? { kind: isDirectory ? 'directory' : 'file', path };
    return this.#place(read, copyHashed, { ...options, name, origin });
  }

  /**
   * Takes a complete model directory of this file system into the library by moving its files, and removes the directory. What is
   * no part of the model is removed with it. If it is refused or stopped, the directory stays as it was.
   * @param stagedDirectory in `staging`
   * @throws as `import`
   */
  async adopt(stagedDirectory: string, options: AdoptOptions): Promise<ImportedModel> {
    const staged = resolve(stagedDirectory);
    await this.#checkName(options.name);
    const read = await directorySource(staged);
    const moved: { readonly from: string; readonly to: string }[] = [];
    const move: Placing = async (path, target, { onBytes, signal }) => {
      const sha256 = (await fileHash(path, { onBytes, signal })) ?? '';
      await rename(path, target);
      moved.push({ from: path, to: target });
      return sha256;
    };
    const putBack = async (): Promise<void> => {
      for (const { from, to } of moved) await rename(to, from);
    };
    const model = await this.#place(read, move, options, putBack);
    await rm(staged, { recursive: true, force: true });
    return model;
  }

  /**
   * Removes an imported model. Whether anything still needs it is for the caller to know.
   * @returns what was removed
   * @throws CodedError NOT_FOUND; InvalidInputError for the embedded model
   */
  async remove(name: string): Promise<LibraryModel> {
    const model = await this.#existing(name);
    if (model.manifest === null) throw new InvalidInputError(embeddedModel(name), ['name']);
    await removeDeadWorkspaces(this.root, removed);
    // Away from its name first, so that nobody ever sees half of it.
    const grave = join(this.root, workspaceName(removed));
    await rename(model.directory, grave);
    await rm(grave, { recursive: true, force: true });
    return model;
  }

  /** @param undo run before the files that were placed are thrown away */
  async #place(
    source: ModelSource,
    placing: Placing,
    options: AdoptOptions,
    undo: () => Promise<void> = () => Promise.resolve(),
  ): Promise<ImportedModel> {
    const { name, origin, signal } = options;
    const existing = source.hash === null ? null : await this.#sameModel(name, source.hash);
    if (existing !== null) return existing;
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    await removeDeadWorkspaces(this.root, incoming);
    const workspace = join(this.root, workspaceName(incoming));
    await mkdir(workspace, { mode: 0o700 });
    try {
      const files = await placeFiles(source, workspace, placing, options);
      const model = await readModelPackage(workspace);
      signal?.throwIfAborted();
      const manifest = manifestOf(model, origin, files);
      await writeManifest(workspace, manifest);
      return await this.#publish(workspace, name, manifest);
    } catch (error) {
      await undo();
      throw error;
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
  }

  /** Gives a finished workspace its name, unless another process was first. */
  async #publish(workspace: string, name: string, manifest: ModelManifest): Promise<ImportedModel> {
    const directory = join(this.root, name);
    try {
      await rename(workspace, directory);
      return { name, directory, manifest, existed: false };
    } catch (error) {
      const existing = await this.#sameModel(name, manifest.hash);
      if (existing === null) throw error;
      return existing;
    }
  }

  /** The model of that name, if it is the same; null where there is none. @throws InvalidInputError when it is another */
  async #sameModel(name: string, hash: string): Promise<ImportedModel | null> {
    const { manifest, ...model } = (await this.find(name)) ?? { manifest: null, name, directory: '' };
    if (manifest === null) return null;
    if (manifest.hash !== hash) throw new InvalidInputError(modelNameTaken(name), ['name']);
    return { ...model, manifest, existed: true };
  }

  /** @throws InvalidInputError when no model can be imported under that name, or it would be confused with another's */
  async #checkName(name: string): Promise<void> {
    checkModelName(name);
    if (name === this.#embedded.name) throw new InvalidInputError(embeddedModel(name), ['name']);
    const alike = (await this.#entries()).find((entry) => entry.toLowerCase() === name);
    if (alike === undefined || (alike === name && (await this.find(name)) !== null)) return;
    throw new InvalidInputError(modelNameTaken(alike), ['name']);
  }

  async #existing(name: string): Promise<LibraryModel> {
    const model = await this.find(name);
    if (model !== null) return model;
    throw new CodedError(
      'NOT_FOUND',
      unknownModel(
        name,
        (await this.list()).map((other) => other.name),
      ),
    );
  }

  async #entries(): Promise<string[]> {
    return readdir(this.root).catch(() => []);
  }
}

async function placeFiles(
  { files, texts }: ModelSource,
  workspace: string,
  placing: Placing,
  { onProgress, signal }: AdoptOptions,
): Promise<Record<string, ManifestFile>> {
  const placed: Record<string, ManifestFile> = {};
  const record = async (name: string, sha256: string): Promise<void> => {
    placed[name] = { sha256, bytes: (await stat(join(workspace, name))).size };
  };
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(workspace, name), text, { flush: true });
    await record(name, (await fileHash(join(workspace, name))) ?? '');
  }
  const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number): void => onProgress?.((done += bytes), total);
  for (const { path, name } of files) {
    signal?.throwIfAborted();
    await record(name, await placing(path, join(workspace, name), { onBytes, signal }));
  }
  return placed;
}
