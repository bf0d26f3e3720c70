import { createRequire } from 'node:module';

/** Version of ONNX Runtime, `1.30.0`. */
export function runtimeVersion(): string {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return version;
}
