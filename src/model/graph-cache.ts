import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGraph, compilerVersion, graphFiles, type CompileOptions } from './compiler/compile.js';
import type { GraphVariant } from './compiler/graph-variant.js';
import { readGraphManifest, writeGraphManifest } from './graph-manifest.js';
import type { ModelPackage } from './package.js';
import { removeDeadWorkspaces, workspaceName } from './workspace.js';

const workspacePurpose = '.compiling';

/** A compiled graph on disk. */
export interface CachedGraph {
  /** The ONNX file; its weights lie beside it. */
  readonly path: string;
  /** The same for the same model content, variant and compiler, on every machine. */
  readonly key: string;
  /** Bytes of all its files. */
  readonly bytes: number;
  /** Whether it was compiled just now. */
  readonly compiled: boolean;
}

/** What decides whether two graphs are the same, as a short hexadecimal text. */
export function graphKey(model: ModelPackage, variant: GraphVariant): string {
  const { imageSize, decoding, precision, cache, encoder, calibration } = variant;
  const { method, beamSize, maxTokens, minTokens, noRepeatNgramSize, lengthPenalty, temperature } = decoding;
  const content = [
    compilerVersion,
    model.hash,
    imageSize,
    method,
    beamSize,
    maxTokens,
    minTokens,
    noRepeatNgramSize,
    lengthPenalty,
    temperature,
    decoding.topK,
    decoding.topP,
    precision,
    cache,
    encoder,
    calibration?.hash ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}

/**
 * The compiled graph of a variant, from the cache directory or compiled into it. Safe against other processes that do the same
 * at the same time and against a crash half-way: a graph is written under another name and moved to its own in one step. One
 * that is damaged is compiled again.
 * @throws BadModelError when the model's weights cannot be read, or the signal's reason
 */
export async function ensureGraph(
  model: ModelPackage,
  variant: GraphVariant,
  cacheDirectory: string,
  options: Pick<CompileOptions, 'onProgress' | 'signal'> = {},
): Promise<CachedGraph> {
  const key = graphKey(model, variant);
  const directory = join(cacheDirectory, key);
  const found = await readGraphManifest(directory);
  if (found !== null) return { ...locate(directory, key), bytes: found.bytes, compiled: false };
  await mkdir(cacheDirectory, { recursive: true });
  await removeDeadWorkspaces(cacheDirectory, workspacePurpose);
  const workspace = join(cacheDirectory, workspaceName(`${workspacePurpose}.${key}`));
  await mkdir(workspace);
  try {
    await compileGraph(model, variant, workspace, options);
    const { bytes } = await writeGraphManifest(workspace, Object.values(graphFiles), model.hash);
    await moveInto(directory, workspace);
    return { ...locate(directory, key), bytes, compiled: true };
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}

function locate(directory: string, key: string): Pick<CachedGraph, 'path' | 'key'> {
  return { path: join(directory, graphFiles.model), key };
}

/** Gives a finished workspace its name, unless another process was first; a damaged graph of that name makes room. */
async function moveInto(directory: string, workspace: string): Promise<void> {
  const attempts = 3;
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(workspace, directory);
      return;
    } catch (error) {
      if ((await readGraphManifest(directory)) !== null) return;
      if (attempt === attempts) throw error;
      // Moved away before it is deleted, so that nobody ever sees half of it under its name.
      const damaged = `${workspace}-damaged`;
      await rename(directory, damaged).catch(() => undefined);
      await rm(damaged, { recursive: true, force: true });
    }
  }
}
