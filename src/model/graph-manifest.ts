import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { graphFiles } from './compiler/compile.js';

/** Written last, so that a directory without it is not finished. */
const manifestFile = 'manifest.json';

const schema = z.object({
  files: z.record(z.string(), z.int().nonnegative()),
  /** SHA-256 of the graph itself, in hex; the weights are checked by size only, they may be gigabytes. */
  graphSha256: z.string(),
  /** `ModelPackage.hash`; absent in what older versions compiled. */
  modelHash: z.string().optional(),
});

export interface GraphManifest {
  /** Bytes of all files. */
  readonly bytes: number;
}

/** Records the sizes of a compiled graph's files, and which model it is of. */
export async function writeGraphManifest(
  directory: string,
  files: readonly string[],
  modelHash: string,
): Promise<GraphManifest> {
  const sizes: Record<string, number> = {};
  for (const file of files) sizes[file] = (await stat(join(directory, file))).size;
  const manifest: z.infer<typeof schema> = {
    files: sizes,
    graphSha256: await graphHash(directory),
    modelHash,
  };
  await writeFile(join(directory, manifestFile), JSON.stringify(manifest, null, 1), { flush: true });
  return { bytes: totalBytes(sizes) };
}

/** The manifest of a compiled graph that is complete and whole; null for anything else. */
export async function readGraphManifest(directory: string): Promise<GraphManifest | null> {
  try {
    const text = await readFile(join(directory, manifestFile), 'utf8');
    const { files, graphSha256 } = schema.parse(JSON.parse(text));
    for (const file of Object.values(graphFiles)) {
      if ((await stat(join(directory, file))).size !== files[file]) return null;
    }
    return (await graphHash(directory)) === graphSha256 ? { bytes: totalBytes(files) } : null;
  } catch {
    return null;
  }
}

/** Which model a compiled graph is of, and its bytes; null for what is no graph or does not tell. */
export async function readGraphOrigin(
  directory: string,
): Promise<{ readonly modelHash: string; readonly bytes: number } | null> {
  try {
    const { files, modelHash } = schema.parse(
      JSON.parse(await readFile(join(directory, manifestFile), 'utf8')),
    );
    return modelHash === undefined ? null : { modelHash, bytes: totalBytes(files) };
  } catch {
    return null;
  }
}

async function graphHash(directory: string): Promise<string> {
  const graph = await readFile(join(directory, graphFiles.model));
  return createHash('sha256').update(graph).digest('hex');
}

function totalBytes(sizes: Readonly<Record<string, number>>): number {
  return Object.values(sizes).reduce((sum, size) => sum + size, 0);
}
