import type { GpuFacts, MigDevice, VisibleGpu } from './gpu-reading.js';

/**
 * The MIG instance that an entry of CUDA_VISIBLE_DEVICES names: `MIG-<GPU's UUID>/<GPU instance>/<compute instance>` before
 * driver 470, `MIG-<UUID>` since. Memory is the instance's, null where nvidia-smi does not list it; utilization is not told
 * in MIG mode.
 * @returns null when it names none
 */
export function migDeviceOf(gpus: readonly GpuFacts[], entry: string): VisibleGpu | null {
  const [, uuid, gpuInstance, computeInstance] = /^MIG-(GPU-[^/]+)\/(\d+)\/(\d+)$/.exec(entry) ?? [];
  const divided = gpus.filter(({ migEnabled }) => migEnabled);
  if (uuid !== undefined) {
    const gpu = divided.find((candidate) => candidate.uuid === uuid);
    const device = gpu?.migDevices.find(
      (candidate) =>
        candidate.gpuInstance === Number(gpuInstance) &&
        candidate.computeInstance === Number(computeInstance),
    );
    return gpu === undefined || device === undefined ? null : instance(gpu, device, entry);
  }
  for (const gpu of divided) {
    const device = gpu.migDevices.find((candidate) => candidate.uuid === entry);
    if (device !== undefined) return instance(gpu, device, entry);
  }
  const [only, another] = divided.filter(({ migDevices }) =>
    migDevices.some((device) => device.uuid === null),
  );
  // Drivers that list instances without UUID leave open which one it is, and with several GPUs even on which.
  return only === undefined || another !== undefined ? null : instance(only, null, entry);
}

function instance(gpu: GpuFacts, device: MigDevice | null, visibleAs: string): VisibleGpu {
  return {
    ...gpu,
    name: `${gpu.name} MIG${device?.gpuInstance == null ? '' : ` ${device.gpuInstance}`}`,
    memoryTotalMiB: device?.memoryTotalMiB ?? null,
    memoryUsedMiB: device?.memoryUsedMiB ?? null,
    utilization: null,
    visibleAs,
  };
}
