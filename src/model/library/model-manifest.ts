import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelPackage } from '../package.js';
import { modelOriginSchema, type ModelOrigin } from './model-origin.js';

/** Written last, so that a directory without it is no imported model. */
export const manifestFile = 'ofa-caption.json';

const fileSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().nonnegative(),
});

const manifestSchema = z.object({
  source: modelOriginSchema,
  importedAt: z.iso.datetime(),
  /** `ModelPackage.hash`. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.object({
    family: z.string(),
    language: z.string(),
    imageSize: z.int().positive(),
    parameters: z.int().positive(),
    license: z.string().nullable(),
  }),
  /** Every file of the model by its name; the manifest itself is not among them. */
  files: z.record(z.string(), fileSchema),
});

/** What an imported model is and was when it was imported. */
export type ModelManifest = Readonly<z.infer<typeof manifestSchema>>;
export type ManifestFile = Readonly<z.infer<typeof fileSchema>>;

export function manifestOf(
  model: ModelPackage,
  source: ModelOrigin,
  files: Readonly<Record<string, ManifestFile>>,
): ModelManifest {
  const { hash, family, language, imageSize, parameters, license } = model;
  const importedAt = new Date().toISOString();
  return { source, importedAt, hash, model: { family, language, imageSize, parameters, license }, files };
}

export async function writeManifest(directory: string, manifest: ModelManifest): Promise<void> {
  const text = `${JSON.stringify(manifestSchema.parse(manifest), null, 1)}\n`;
  await writeFile(join(directory, manifestFile), text, { flush: true });
}

/** Null where there is none, or one that cannot be read. */
export async function readManifest(directory: string): Promise<ModelManifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(directory, manifestFile), 'utf8')));
  } catch {
    return null;
  }
}

/** Bytes of all files. */
export function sizeOf({ files }: ModelManifest): number {
  return Object.values(files).reduce((sum, { bytes }) => sum + bytes, 0);
}
