import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/** What is tried in a folder; a file that is named itself is always tried. */
const knownExtensions = /\.(jpe?g|jpe|jfif|png|webp|gif|tiff?|avif|heic|heif)$/i;

/** Whether a file's name says that it is a picture. */
export function isPictureName(name: string): boolean {
  return knownExtensions.test(name);
}

/**
 * The picture files that arguments name: files as given, globs and folders expanded and sorted, what does not exist as given
 * too, so that it is reported in its place.
 */
export async function pictureFiles(names: readonly string[], recursive: boolean): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) files.push(...(await expand(name, recursive)));
  return files;
}

async function expand(name: string, recursive: boolean): Promise<string[]> {
  const found = await stat(name).catch(() => null);
  if (found?.isDirectory() === true) return picturesBelow(name, recursive);
  if (found === null && isDynamicPattern(name)) {
    const matches = await glob(name.replaceAll('\\', '/'), { dot: false, expandDirectories: false });
    if (matches.length > 0) return matches.sort();
  }
  return [name];
}

async function picturesBelow(folder: string, recursive: boolean): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // A link may point to a file; one to a folder is not followed, since it may lead back here.
    if (entry.isDirectory()) {
      if (recursive) files.push(...(await picturesBelow(path, true)));
    } else if (isPictureName(entry.name)) files.push(path);
  }
  return files.sort();
}
