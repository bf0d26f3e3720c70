import { cudaChecks, type CudaCheck, type CudaPiece } from '../devices/cuda-readiness.js';
import { inspectCudaProvider } from '../devices/cuda-provider.js';
import { GpuMonitor } from '../devices/gpu-monitor.js';
import type { GpuFacts, GpuReading } from '../devices/gpu-reading.js';
import { visibleGpus } from '../devices/visible-devices.js';
import { DeviceError } from '../errors/device-error.js';

const titles: Readonly<Record<CudaPiece, string>> = {
  PLATFORM: 'platform',
  DRIVER: 'driver',
  DEVICE: 'visible GPUs',
  PROVIDER: 'provider',
  LIBRARY: 'libraries',
  TOO_OLD_DRIVER: 'driver version',
  TOO_OLD_DEVICE: 'GPU generation',
};

/**
 * Prints every piece that CUDA needs, and what to do about those that are missing.
 * @returns whether CUDA can be used
 */
export async function printCudaStatus(): Promise<boolean> {
  const [reading, provider] = await Promise.all([readOnce(), inspectCudaProvider()]);
  const visible = visibleGpus(reading.gpus, process.env['CUDA_VISIBLE_DEVICES']);
  const checks = cudaChecks({ provider, reading, visible });
  const usable = checks.every(({ ok }) => ok === true);
  const lines = [
    ...checks.flatMap(lineOf),
    ...reading.gpus.map(describeGpu),
    ...(visible.reason === null ? [] : [visible.reason.en]),
    usable ? 'CUDA can be used.' : 'CUDA cannot be used.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return usable;
}

async function readOnce(): Promise<GpuReading> {
  const monitor = new GpuMonitor();
  try {
    return await monitor.firstReading();
  } catch (error) {
    if (error instanceof DeviceError && monitor.latest !== null) return monitor.latest;
    throw error;
  } finally {
    monitor.stop();
  }
}

function lineOf({ piece, ok, detail, fix }: CudaCheck): string[] {
  const mark = ok === null ? '-      ' : ok ? 'ok     ' : 'missing';
  const line = `${mark}  ${titles[piece].padEnd(14)}  ${detail.en}`;
  return fix === null ? [line] : [line, `         → ${fix.en}`];
}

function describeGpu({ index, name, memoryTotalMiB, computeCapability, uuid, migEnabled }: GpuFacts): string {
  const facts = [
    name,
    memoryTotalMiB === null ? null : `${memoryTotalMiB} MiB`,
    computeCapability === null ? null : `compute capability ${computeCapability}`,
    migEnabled ? 'MIG' : null,
    uuid,
  ];
  return `GPU ${index}: ${facts.filter((fact) => fact !== null).join(', ')}`;
}
