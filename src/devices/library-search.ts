import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SharedLibrary } from './elf.js';

/** Where the loader looks for libraries on this machine (ld.so(8)), and where CUDA toolkits lie. */
export interface LibraryPlaces {
  /** LD_LIBRARY_PATH, in order. */
  readonly loaderPath: readonly string[];
  /** Path by name, from the loader's cache. */
  readonly cached: ReadonlyMap<string, string>;
  /** Folders that the loader knows nothing of until they are added to LD_LIBRARY_PATH. */
  readonly toolkits: readonly string[];
}

export interface FoundLibrary {
  readonly path: string;
  /** Whether its folder has to be added to LD_LIBRARY_PATH first. */
  readonly unknownToLoader: boolean;
}

const defaultFolders = [
  '/lib/x86_64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/lib64',
  '/usr/lib64',
  '/lib',
  '/usr/lib',
];

/** @param toolkitRoot the folder of `cuda`, `cuda-13.0` and so on */
export async function libraryPlaces(
  environment: NodeJS.ProcessEnv,
  toolkitRoot = '/usr/local',
): Promise<LibraryPlaces> {
  const installed = (await readdir(toolkitRoot).catch(() => [])).filter((name) => /^cuda(-|$)/.test(name));
  return {
    loaderPath: (environment['LD_LIBRARY_PATH'] ?? '').split(/[:;]/).filter((folder) => folder !== ''),
    cached: await loaderCache(),
    toolkits: installed
      .sort()
      .flatMap((name) => ['lib64', 'targets/x86_64-linux/lib'].map((lib) => join(toolkitRoot, name, lib))),
  };
}

/**
 * The file that the loader would take for a needed library.
 * @param asker the path of the library that needs it, and what that says about where to look
 */
export async function findLibrary(
  name: string,
  asker: Pick<SharedLibrary, 'rpath' | 'runpath'> & { readonly path: string },
  { loaderPath, cached, toolkits }: LibraryPlaces,
): Promise<FoundLibrary | null> {
  const absolute = (folders: readonly string[]): string[] =>
    folders.map((folder) => folder.replace(/\$\{?ORIGIN\}?/g, dirname(asker.path)));
  const inFolder = (folder: string): string => join(folder, name);
  const candidates = [
    ...(asker.runpath.length > 0 ? [] : absolute(asker.rpath)).map(inFolder),
    ...loaderPath.map(inFolder),
    ...absolute(asker.runpath).map(inFolder),
    ...(cached.has(name) ? [cached.get(name)!] : []),
    ...defaultFolders.map(inFolder),
  ];
  const path = await firstOf(candidates);
  if (path !== null) return { path, unknownToLoader: false };
  const elsewhere = await firstOf(toolkits.map(inFolder));
  return elsewhere === null ? null : { path: elsewhere, unknownToLoader: true };
}

async function firstOf(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await exists(path)) return path;
  return null;
}

export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** `ldconfig -p`; empty where there is no such program, as on distributions with musl. */
function loaderCache(): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve) => {
    // It lies in /sbin, which is not in everybody's PATH.
    const environment = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
    execFile('ldconfig', ['-p'], { env: environment, maxBuffer: 64 << 20 }, (_error, stdout) => {
      const lines = [...stdout.matchAll(/^\t(\S+) \(.*x86-64.*\) => (.+)$/gm)];
      // The first of several is the one that the loader takes.
      resolve(new Map(lines.reverse().map(([, name, path]) => [name!, path!])));
    });
  });
}
