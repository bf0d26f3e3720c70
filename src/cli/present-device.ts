import { totalmem } from 'node:os';
import type { PresentDevice } from '../profiles/built-in.js';
import type { DeviceMemory } from '../profiles/recommendation.js';

const bytesPerMebibyte = 2 ** 20;

/** What `auto` is sized for. */
export function presentDevice(): Promise<PresentDevice> {
  return Promise.resolve({ kind: 'CPU' });
}

/** The memory that this machine has, or as much of it as the process may use. */
export function presentMemory(): Promise<DeviceMemory> {
  const allowed = process.constrainedMemory();
  const total = totalmem();
  // Where nothing bounds the process, that is 0 or larger than the machine.
  const bytes = allowed > 0 ? Math.min(allowed, total) : total;
  return Promise.resolve({ kind: 'CPU', memoryMiB: bytes / bytesPerMebibyte, plan: null });
}
