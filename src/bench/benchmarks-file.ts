import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const heading = '# Benchmarks\n';

/** Replaces one section of the file and leaves the others, which other machines measured, as they are. */
export async function writeSection(path: string, section: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- ${section}: begin -->`, `<!-- ${section}: end -->`];
  const before = await readFile(path, 'utf8').catch(() => heading);
  const block = `${begin}\n\n${text.trim()}\n\n${end}`;
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  const after =
    from >= 0 && to > from
      ? before.slice(0, from) + block + before.slice(to + end.length)
      : `${before.trimEnd()}\n\n${block}\n`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, after);
}
