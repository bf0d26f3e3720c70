import { XMLParser } from 'fast-xml-parser';
import type { GpuFacts, GpuProcess, GpuReading, MigDevice } from './gpu-reading.js';

const lists = ['gpu', 'process_info', 'mig_device'];

/** The table of clocks is nine tenths of the document and of no use here: it is skipped, not parsed. */
const parser = new XMLParser({
  parseTagValue: false,
  processEntities: false,
  stopNodes: ['..supported_clocks'],
  isArray: (name) => lists.includes(name),
});

/**
 * Reads one document of `nvidia-smi -q -x`. The elements are those of nvsmi_device_v10.dtd to v13.dtd; whatever a driver
 * leaves out or cannot tell becomes null.
 * @param capabilities compute capability by index, for the XML has none
 * @returns null when the text is not such a document
 */
export function readNvidiaSmiDocument(
  xml: string,
  capabilities: ReadonlyMap<number, string>,
  at: number,
): GpuReading | null {
  const root = elementIn(parsed(xml), 'nvidia_smi_log');
  if (root === null) return null;
  const driver = known(textIn(root, 'driver_version'));
  const gpus = elementsIn(root, 'gpu').map((gpu, index) => ({
    ...readGpu(gpu, index),
    driver,
    computeCapability: capabilities.get(index) ?? null,
  }));
  return { at, driver, cudaVersion: known(textIn(root, 'cuda_version')), gpus, reason: null };
}

function parsed(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return null;
  }
}

function readGpu(gpu: unknown, index: number): Omit<GpuFacts, 'driver' | 'computeCapability'> {
  const utilization = quantity(textIn(gpu, 'utilization', 'gpu_util'), '%');
  return {
    index,
    uuid: known(textIn(gpu, 'uuid')),
    name: known(textIn(gpu, 'product_name')) ?? 'NVIDIA GPU',
    memoryTotalMiB: quantity(textIn(gpu, 'fb_memory_usage', 'total'), 'MiB'),
    memoryUsedMiB: quantity(textIn(gpu, 'fb_memory_usage', 'used'), 'MiB'),
    utilization: utilization === null ? null : Math.min(1, utilization / 100),
    temperatureC: quantity(textIn(gpu, 'temperature', 'gpu_temp'), 'C'),
    processes: elementsIn(elementIn(gpu, 'processes'), 'process_info').flatMap(readProcess),
    migEnabled: textIn(gpu, 'mig_mode', 'current_mig') === 'Enabled',
    migDevices: elementsIn(elementIn(gpu, 'mig_devices'), 'mig_device').map(readMigDevice),
  };
}

function readProcess(process: unknown): GpuProcess[] {
  const pid = quantity(textIn(process, 'pid'), '');
  return pid === null ? [] : [{ pid, usedMiB: quantity(textIn(process, 'used_memory'), 'MiB') }];
}

function readMigDevice(device: unknown): MigDevice {
  return {
    uuid: known(textIn(device, 'uuid')),
    gpuInstance: quantity(textIn(device, 'gpu_instance_id'), ''),
    computeInstance: quantity(textIn(device, 'compute_instance_id'), ''),
    memoryTotalMiB: quantity(textIn(device, 'fb_memory_usage', 'total'), 'MiB'),
    memoryUsedMiB: quantity(textIn(device, 'fb_memory_usage', 'used'), 'MiB'),
  };
}

/** `1032 MiB` → 1032; null for everything else, such as `N/A`. */
function quantity(text: string | null, unit: string): number | null {
  const [, number, found] = /^(\d+(?:\.\d+)?)\s*(\S*)$/.exec(text ?? '') ?? [];
  return number !== undefined && found === unit ? Number(number) : null;
}

/** Texts that stand for a value which the driver does not tell. */
function known(text: string | null): string | null {
  return text === null || /^$|^\[|^N\/A$|^ERR!|^Unknown|^Insufficient|^Not Found|^GPU is lost/i.test(text)
    ? null
    : text;
}

/** The text at a path of elements; null where there is none. */
function textIn(node: unknown, ...path: string[]): string | null {
  const found = path.reduce<unknown>(elementIn, node);
  return typeof found === 'string' ? found.trim() : null;
}

function elementsIn(node: unknown, name: string): readonly unknown[] {
  const found = elementIn(node, name);
  return Array.isArray(found) ? found : [];
}

function elementIn(node: unknown, name: string): unknown {
  if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return null;
  return (node as Record<string, unknown>)[name];
}
