import { join } from 'node:path';
import { BadLibraryError } from '../errors/bad-library-error.js';
import type { Wording } from '../errors/wording.js';
import { damagedLibrary, noCudaBuild } from '../messages/about-cuda.js';
import { readSharedLibrary } from './elf.js';
import { exists, findLibrary, libraryPlaces, type LibraryPlaces } from './library-search.js';
import { onnxRuntimePackage, thisPlatform } from './onnxruntime-package.js';
import { textsInFile } from './text-in-file.js';

export const cudaLibrary = 'libonnxruntime_providers_cuda.so';
export const sharedLibrary = 'libonnxruntime_providers_shared.so';
export const runtimeLibrary = 'libonnxruntime.so.1';

/** What ONNX Runtime has, and lacks, to run on CUDA here. */
export type CudaProvider =
  | { readonly supported: false; readonly reason: Wording }
  | {
      readonly supported: true;
      /** The folder of the `libonnxruntime.so.1` that is loaded; the provider has to lie beside it. */
      readonly directory: string;
      /** Path of the provider; null where it is missing or damaged. */
      readonly path: string | null;
      /** Path of the library between runtime and provider. */
      readonly shared: string | null;
      /** What is wrong with a provider that is there. */
      readonly damage: Wording | null;
      /** Major versions, as the names of the needed libraries tell. */
      readonly requires: { readonly cuda: string | null; readonly cudnn: string | null };
      readonly libraries: readonly NeededLibrary[];
      /** The names among `libraries` that are nowhere. */
      readonly missing: readonly string[];
      /** Folders that a process has to have in LD_LIBRARY_PATH for the loader to find all that is there. */
      readonly loaderFolders: readonly string[];
    };

export interface NeededLibrary {
  readonly name: string;
  readonly path: string | null;
}

export interface CudaProviderOptions {
  /** Such as `linux/x64`. */
  readonly platform?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** The folder of onnxruntime-node. */
  readonly packageDirectory?: string | undefined;
  /** The folder of `cuda`, `cuda-13.0` and so on. */
  readonly toolkitRoot?: string;
}

/** Looks for the CUDA provider and for all that it needs, without loading anything. */
export async function inspectCudaProvider({
  platform = thisPlatform,
  environment = process.env,
  packageDirectory,
  toolkitRoot,
}: CudaProviderOptions = {}): Promise<CudaProvider> {
  if (platform !== 'linux/x64') return { supported: false, reason: noCudaBuild(platform) };
  const places = await libraryPlaces(environment, toolkitRoot);
  const directory = await runtimeFolder(places, onnxRuntimePackage(platform, packageDirectory).libraries);
  const [path, shared] = await Promise.all(
    [cudaLibrary, sharedLibrary].map(async (name) => {
      const beside = join(directory, name);
      return (await exists(beside)) ? beside : null;
    }),
  );
  const found = { supported: true as const, directory, shared: shared ?? null, damage: null };
  if (path == null) return { ...found, path: null, ...nothingNeeded };
  try {
    return { ...found, path, ...(await needsOf(path, places)) };
  } catch (error) {
    if (!(error instanceof BadLibraryError)) throw error;
    return { ...found, path: null, damage: damagedLibrary(path, error.message), ...nothingNeeded };
  }
}

const nothingNeeded = {
  requires: { cuda: null, cudnn: null },
  libraries: [],
  missing: [],
  loaderFolders: [],
};

/**
 * ONNX Runtime loads its providers from its own folder. The Node binding finds the runtime beside itself by its RUNPATH, and
 * LD_LIBRARY_PATH goes before that.
 */
async function runtimeFolder({ loaderPath }: LibraryPlaces, bundled: string): Promise<string> {
  for (const folder of loaderPath) if (await exists(join(folder, runtimeLibrary))) return folder;
  return bundled;
}

async function needsOf(
  path: string,
  places: LibraryPlaces,
): Promise<Pick<CudaProvider & { supported: true }, keyof typeof nothingNeeded>> {
  const provider = await readSharedLibrary(path);
  const names = [...provider.needed, ...(await lateLibraries(path, provider.needed))];
  const libraries: NeededLibrary[] = [];
  const folders = new Set<string>();
  for (const name of names) {
    const found = await findLibrary(name, { ...provider, path }, places);
    libraries.push({ name, path: found?.path ?? null });
    if (found?.unknownToLoader === true) folders.add(join(found.path, '..'));
  }
  const version = (library: string): string | null => {
    const prefix = `${library}.so.`;
    const name = names.find((candidate) => candidate.startsWith(prefix));
    return name?.slice(prefix.length).split('.')[0] ?? null;
  };
  return {
    requires: { cuda: version('libcudart') ?? version('libcublas'), cudnn: version('libcudnn') },
    libraries,
    missing: libraries.filter((library) => library.path === null).map(({ name }) => name),
    loaderFolders: [...folders],
  };
}

/**
 * Since ONNX Runtime 1.30 cuDNN is loaded when the first kernel wants it (cudnn_loader.cc), so that the loader knows nothing
 * of it; without it there are no convolutions. Its name stands in the code only, and there without its first letters, for
 * compilers split short texts into overlapping constants of eight bytes.
 */
async function lateLibraries(path: string, needed: readonly string[]): Promise<string[]> {
  if (needed.some((name) => name.startsWith('libcudnn.'))) return [];
  const versions = [...(await textsInFile(path, /dnn\.so\.(\d+)/g))];
  return versions.map((version) => `libcudnn.so.${version}`);
}
