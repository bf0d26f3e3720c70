import type { Wording } from '../errors/wording.js';

/** What nvidia-smi said at one moment. */
export interface GpuReading {
  /** When it was read, milliseconds since 1970. */
  readonly at: number;
  /** Version of the kernel driver, such as `570.124.04`; null where it was not told. */
  readonly driver: string | null;
  /** The newest CUDA that this driver can run, such as `12.8`. */
  readonly cudaVersion: string | null;
  /** In nvidia-smi's order, which is that of the PCI bus. */
  readonly gpus: readonly GpuFacts[];
  /** Why nothing could be read, `gpus` being empty then; null for an answer, also for the answer that there is no GPU. */
  readonly reason: Wording | null;
}

/** One GPU. Whatever the driver does not tell (`N/A`, `[Not Supported]`, `ERR!`, no such element) is null. */
export interface GpuFacts {
  /** Place in nvidia-smi's list, from 0. */
  readonly index: number;
  /** `GPU-…`. */
  readonly uuid: string | null;
  readonly name: string;
  readonly driver: string | null;
  /** Such as `8.6`. */
  readonly computeCapability: string | null;
  readonly memoryTotalMiB: number | null;
  readonly memoryUsedMiB: number | null;
  /** Share of the last moments in which a kernel ran, 0 … 1. */
  readonly utilization: number | null;
  readonly temperatureC: number | null;
  readonly processes: readonly GpuProcess[];
  /** Whether the GPU is cut into MIG instances. */
  readonly migEnabled: boolean;
  readonly migDevices: readonly MigDevice[];
}

export interface GpuProcess {
  readonly pid: number;
  readonly usedMiB: number | null;
}

/** One instance of a GPU in MIG mode. */
export interface MigDevice {
  /** `MIG-…`; older drivers leave it out of their XML. */
  readonly uuid: string | null;
  readonly gpuInstance: number | null;
  readonly computeInstance: number | null;
  readonly memoryTotalMiB: number | null;
  readonly memoryUsedMiB: number | null;
}

/** A GPU, or one MIG instance of a GPU, that CUDA shows to a program. */
export interface VisibleGpu extends GpuFacts {
  /** What names it, and it alone, in CUDA_VISIBLE_DEVICES. */
  readonly visibleAs: string;
}
