import { DeviceRegistry } from '../devices/device-registry.js';
import type { PresentDevice } from '../profiles/built-in.js';

/** What `auto` is sized for: the smallest of the GPUs that can be used, or else the CPU. */
export function presentDevice(devices: DeviceRegistry): PresentDevice {
  const { readiness } = devices;
  if (!readiness.usable) return { kind: 'CPU' };
  const known = readiness.gpus.flatMap(({ memoryTotalMiB }) => memoryTotalMiB ?? []);
  return { kind: 'CUDA', memoryTotalMiB: known.length === 0 ? null : Math.min(...known) };
}

/** The same for a command that has no other use for the devices. */
export async function lookForDevice(): Promise<PresentDevice> {
  const devices = await DeviceRegistry.open();
  devices.close();
  return presentDevice(devices);
}
