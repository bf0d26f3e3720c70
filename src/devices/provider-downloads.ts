import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import type { OnnxRuntimePackage } from './onnxruntime-package.js';

/** A build of the CUDA provider that the install script of onnxruntime-node can fetch. */
export interface ProviderDownload {
  /** As the script's flag names it, such as `cuda12`. */
  readonly name: string;
  /** File names, as they will lie in the folder of the libraries. */
  readonly files: readonly string[];
  /** The NuGet package, tried in this order: the first that exists is taken. */
  readonly packages: readonly { readonly name: string; readonly version: string; readonly feed: string }[];
}

/** `script/install-metadata.js` of onnxruntime-node 1.20 to 1.30, as far as it is read here. */
const metadataSchema = z.object({
  requirements: z.record(z.string(), z.array(z.string())),
  manifests: z.record(z.string(), z.record(z.string(), z.object({ package: z.string() }))),
  packages: z.record(
    z.string(),
    z.object({
      name: z.string(),
      versions: z.array(z.object({ feed: z.string(), version: z.string() })),
    }),
  ),
  feeds: z.record(z.string(), z.object({ index: z.string() })),
});

/** What the installed onnxruntime-node offers for a platform such as `linux/x64`; empty where it has no CUDA. */
export function providerDownloads(
  { directory }: OnnxRuntimePackage,
  platform: string,
): readonly ProviderDownload[] {
  const script: unknown = createRequire(import.meta.url)(join(directory, 'script/install-metadata.js'));
  const { requirements, manifests, packages, feeds } = metadataSchema.parse(script);
  return (requirements[platform] ?? []).map((name) => {
    const manifest = Object.entries(manifests[`${platform}:${name}`] ?? {});
    const wanted = new Set(manifest.map(([, file]) => file.package));
    return {
      name,
      files: manifest.map(([file]) => file.replace(/^\.\//, '')),
      packages: [...wanted].flatMap((key) => {
        const offered = packages[key];
        return (offered?.versions ?? []).map(({ feed, version }) => ({
          name: offered?.name ?? key,
          version,
          feed: feeds[feed]?.index ?? feed,
        }));
      }),
    };
  });
}
