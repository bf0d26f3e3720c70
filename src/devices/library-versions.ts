import { readdir, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CudaProvider } from './cuda-provider.js';
import { libraryPlaces } from './library-search.js';

export interface LibraryVersion {
  /** Such as `libcudnn`. */
  readonly library: string;
  /** Major version that the provider was built with; null where it does not need this library. */
  readonly required: string | null;
  /** The whole version of the file that the loader takes, as far as its name tells; null where there is none. */
  readonly found: string | null;
  /** Other major versions that lie on this machine. */
  readonly others: readonly string[];
}

/** The versions of one of the provider's libraries: which it needs and which there are. */
export async function libraryVersion(
  library: string,
  provider: CudaProvider & { readonly supported: true },
  environment: NodeJS.ProcessEnv = process.env,
  toolkitRoot?: string,
): Promise<LibraryVersion> {
  const prefix = `${library}.so.`;
  const needed = provider.libraries.find(({ name }) => name.startsWith(prefix));
  const required = needed?.name.slice(prefix.length) ?? null;
  const file = needed?.path == null ? null : basename(await realpath(needed.path));
  const found = file === null ? null : file.startsWith(prefix) ? file.slice(prefix.length) : required;
  if (required === null || found !== null) return { library, required, found, others: [] };
  const places = await libraryPlaces(environment, toolkitRoot);
  const folders = [...places.loaderPath, ...places.toolkits];
  const listed = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  const names = [...places.cached.keys(), ...listed.flat()];
  const majors = names.flatMap((name) =>
    name.startsWith(prefix) ? [name.slice(prefix.length).split('.')[0]!] : [],
  );
  return {
    library,
    required,
    found,
    others: [...new Set(majors)].filter((major) => major !== required).sort(),
  };
}
