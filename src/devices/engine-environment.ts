import { delimiter } from 'node:path';
import type { VisibleGpu } from './gpu-reading.js';

export interface EngineEnvironmentOptions {
  /** Takes TF32 away, whose rounding differs from one GPU model to the next. */
  readonly deterministic?: boolean;
  /** Folders of libraries that the loader would not look into by itself (`CudaProvider.loaderFolders`). */
  readonly loaderFolders?: readonly string[];
  /** What the user set. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** What to add to the environment of the process that has one GPU for itself: there it is device 0. */
export function engineEnvironment(
  gpu: VisibleGpu,
  { deterministic = false, loaderFolders = [], environment = process.env }: EngineEnvironmentOptions = {},
): Record<string, string> {
  const searched = environment['LD_LIBRARY_PATH'] ?? '';
  return {
    CUDA_VISIBLE_DEVICES: gpu.visibleAs,
    CUDA_DEVICE_ORDER: environment['CUDA_DEVICE_ORDER'] ?? 'PCI_BUS_ID',
    ...(deterministic ? { NVIDIA_TF32_OVERRIDE: '0' } : {}),
    ...(loaderFolders.length === 0
      ? {}
      : {
          LD_LIBRARY_PATH: [...(searched === '' ? [] : [searched]), ...loaderFolders].join(delimiter),
        }),
  };
}
