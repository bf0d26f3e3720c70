import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The installed onnxruntime-node. */
export interface OnnxRuntimePackage {
  readonly directory: string;
  readonly version: string;
  readonly license: string;
  /** The folder of the libraries for this platform, `libonnxruntime.so.1` among them. */
  readonly libraries: string;
}

const manifestSchema = z.object({
  version: z.string(),
  license: z.string(),
  binary: z.object({ napi_versions: z.array(z.int()).min(1) }),
});

/**
 * @param directory where the package lies; by default the one that this program loads
 * @param platform as in the package's folders, such as `linux/x64`
 */
export function onnxRuntimePackage(
  platform: string,
  directory = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')),
): OnnxRuntimePackage {
  const text = readFileSync(join(directory, 'package.json'), 'utf8');
  const { version, license, binary } = manifestSchema.parse(JSON.parse(text));
  return {
    directory,
    version,
    license,
    libraries: join(directory, `bin/napi-v${Math.max(...binary.napi_versions)}`, platform),
  };
}

/** This machine, as in {@link onnxRuntimePackage}. */
export const thisPlatform = `${process.platform}/${process.arch}`;
