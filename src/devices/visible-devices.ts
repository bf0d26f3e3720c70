import type { Wording } from '../errors/wording.js';
import {
  ambiguousVisibleDevice,
  hiddenByEnvironment,
  repeatedVisibleDevice,
  unknownVisibleDevice,
} from '../messages/about-devices.js';
import type { GpuFacts, VisibleGpu } from './gpu-reading.js';
import { migDeviceOf } from './mig-devices.js';

export interface VisibleGpus {
  /** In CUDA's order: the first is device 0. */
  readonly gpus: readonly VisibleGpu[];
  /** Why CUDA_VISIBLE_DEVICES shows less than it names; null where it does not. */
  readonly reason: Wording | null;
}

/**
 * The GPUs that CUDA shows to a program under a value of CUDA_VISIBLE_DEVICES (CUDA Programming Guide, "CUDA Environment
 * Variables"): without it all; with an empty one none; otherwise those it names, up to the first entry that names none.
 * Indices count as nvidia-smi does, by the PCI bus. That is CUDA's own order only under CUDA_DEVICE_ORDER=PCI_BUS_ID: its
 * default, fastest first, cannot be told without asking CUDA, so engines get their GPU by UUID and indices always mean this
 * order.
 *
 * The guide does not say what a repeated entry does. PyTorch's reading of the driver (torch/cuda/__init__.py,
 * `_parse_visible_devices`) is followed: no GPU at all. From there, too, is that `1abc` reads as 1, and that what a list
 * begins with, index or UUID, every entry must be.
 */
export function visibleGpus(gpus: readonly GpuFacts[], value: string | undefined): VisibleGpus {
  if (value === undefined) return { gpus: gpus.map(whole), reason: null };
  const entries = value.split(',').map((entry) => entry.trim());
  const kind = kindOf(entries[0] ?? '');
  const visible: VisibleGpu[] = [];
  for (const entry of entries) {
    const found = kindOf(entry) === kind ? finders[kind](gpus, entry) : null;
    if (found === null || 'reason' in found) {
      const none = visible.length === 0 && (entry === '' || entry.startsWith('-'));
      const reason = none ? hiddenByEnvironment(value) : found?.reason;
      // A negative index is the usual way to say: nothing more.
      const meant = entry.startsWith('-') && !none;
      return { gpus: visible, reason: meant ? null : (reason ?? unknownVisibleDevice(entry, gpus.length)) };
    }
    if (visible.some(({ visibleAs }) => visibleAs === found.visibleAs)) {
      return { gpus: [], reason: repeatedVisibleDevice(entry) };
    }
    visible.push(found);
  }
  return { gpus: visible, reason: null };
}

type Kind = 'GPU' | 'MIG' | 'INDEX';
type Found = VisibleGpu | { readonly reason: Wording } | null;

function kindOf(entry: string): Kind {
  if (entry.startsWith('GPU-')) return 'GPU';
  return entry.startsWith('MIG-') ? 'MIG' : 'INDEX';
}

const finders: Record<Kind, (gpus: readonly GpuFacts[], entry: string) => Found> = {
  INDEX: (gpus, entry) => {
    const [digits] = /^\d+/.exec(entry) ?? [];
    const gpu = digits === undefined ? undefined : gpus[Number(digits)];
    return gpu === undefined ? null : whole(gpu);
  },
  GPU: (gpus, entry) => {
    const [gpu, another] = gpus.filter(({ uuid }) => uuid?.startsWith(entry) === true);
    if (another !== undefined) return { reason: ambiguousVisibleDevice(entry) };
    return gpu === undefined ? null : whole(gpu);
  },
  MIG: migDeviceOf,
};

function whole(gpu: GpuFacts): VisibleGpu {
  return { ...gpu, visibleAs: gpu.uuid ?? String(gpu.index) };
}
