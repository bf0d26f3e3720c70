import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NvidiaSmi } from '../../src/devices/compute-capabilities.js';
import type { GpuReading } from '../../src/devices/gpu-reading.js';
import { readNvidiaSmiDocument } from '../../src/devices/nvidia-smi-document.js';

export interface Scenario {
  readonly capabilities?: string | null;
  readonly steps: readonly Step[];
  readonly from?: number;
  readonly lives?: string;
}

interface Step {
  readonly file?: string;
  readonly text?: string;
  readonly error?: string;
  readonly pieces?: number;
  readonly wait?: number;
  readonly exit?: number;
  readonly hang?: boolean;
}

const program = fileURLToPath(new URL('replay-nvidia-smi.js', import.meta.url));

/** A real process that prints what nvidia-smi printed elsewhere. */
export function replayed(scenario: Scenario): NvidiaSmi {
  return { command: process.execPath, args: [program, JSON.stringify(scenario)] };
}

export function recording(name: string): string {
  return fileURLToPath(new URL(`fixtures/${name}.xml`, import.meta.url));
}

export function recorded(name: string): string {
  return readFileSync(recording(name), 'utf8');
}

/** A recording as it is read, without the detour over a process. */
export function readingOf(name: string, capabilities: readonly string[] = []): GpuReading {
  const reading = readNvidiaSmiDocument(recorded(name), new Map(capabilities.entries()), 0);
  if (reading === null) throw new Error(`${name} is not readable`);
  return reading;
}
