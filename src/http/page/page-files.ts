import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The forms of a file that the build compressed beforehand, the smallest first, by the ending of their names. */
const codings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

export type ContentCoding = (typeof codings)[number]['name'];

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer;
  /** The same compressed, the smallest first. */
  readonly compressed: ReadonlyMap<ContentCoding, Buffer>;
  /** A strong validator of the body, quoted as in the header. */
  readonly entityTag: string;
  /** Whether its name changes with its content, so that a browser may keep it for good. */
  readonly hashed: boolean;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

/** The paths that show a view of the page; the page itself finds out which. */
const views = /^\/(?:history(?:\/[^/]+)?|admin(?:\/.*)?|developers)?$/;

/** The built page, held in memory: a request names a key of a map, never a file. */
export class PageFiles {
  private constructor(private readonly files: ReadonlyMap<string, PageFile>) {}

  /** Reads the folder that the build made. What is not there is not served: a folder that is missing is an empty page. */
  static async open(directory: string): Promise<PageFiles> {
    const names = await namesBelow(directory);
    const plain = names.filter((name) => extname(name) in contentTypes);
    const read = async (name: string): Promise<[string, PageFile]> => [
      `/${name}`,
      await readPageFile(directory, name, new Set(names)),
    ];
    return new PageFiles(new Map(await Promise.all(plain.map(read))));
  }

  /** What a path shows: an asset, or the page for each of its views; null for anything else. */
  find(path: string): PageFile | null {
    return this.files.get(views.test(path) ? '/index.html' : path) ?? null;
  }
}

async function readPageFile(
  directory: string,
  name: string,
  present: ReadonlySet<string>,
): Promise<PageFile> {
  const body = await readFile(join(directory, name));
  const compressed = new Map<ContentCoding, Buffer>();
  for (const coding of codings) {
    const sibling = name + coding.ending;
    if (present.has(sibling)) compressed.set(coding.name, await readFile(join(directory, sibling)));
  }
  return {
    contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
    body,
    compressed,
    entityTag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    hashed: name.startsWith('assets/'),
  };
}

/** Paths of all files below a folder, with `/` between names; none when it does not exist. */
async function namesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length).replaceAll('\\', '/'))
    .map((name) => name.replace(/^\//, ''));
}
