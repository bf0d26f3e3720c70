import { readFile } from 'node:fs/promises';

/** The `license:` of a README's front matter (the block between two `---` lines), or null. */
export async function readLicense(path: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return null;
  }
  const frontMatter = /^\uFEFF?---\r?\n(.*?)\r?\n---/s.exec(text)?.[1];
  const license = frontMatter === undefined ? null : /^license:[ \t]*(\S.*?)[ \t]*$/m.exec(frontMatter)?.[1];
  return license?.replace(/^(["'])(.*)\1$/, '$2') ?? null;
}
