import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrationsDirectory } from '../../src/config/paths.js';
import { inspectCudaProvider } from '../../src/devices/cuda-provider.js';
import { DeviceRegistry } from '../../src/devices/device-registry.js';
import { GpuMonitor } from '../../src/devices/gpu-monitor.js';
import { systemMemory } from '../../src/devices/system-memory.js';
import type { DoctorCheck } from '../../src/doctor/check.js';
import type { Examination } from '../../src/doctor/examination.js';
import { autoProfile } from '../../src/profiles/built-in.js';
import type { ProfileParameters } from '../../src/profiles/parameter-rules.js';
import { dataDirectoryAt } from '../../src/storage/data-directory.js';
import { recording, replayed } from '../devices/replayed-nvidia-smi.js';
import { writeLibrary } from '../devices/write-library.js';
import { embeddedModel } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';

export function profileWith(changes: Partial<ProfileParameters> = {}): ProfileParameters {
  return { ...autoProfile('ofa-mini-en', { kind: 'CPU' }), ...changes };
}

/** A machine to examine: the embedded model, no GPU, nothing stored yet. */
export async function examinationWith(changes: Partial<Examination> = {}): Promise<Examination> {
  return {
    environment: {},
    knownVariables: new Set(['OFA_CAPTION_BATCH_SIZE', 'OFA_CAPTION_PORT']),
    devices: changes.devices ?? (await machine({})),
    directory: dataDirectoryAt(join(await temporaryDirectory(), 'data')),
    migrations: migrationsDirectory,
    modelDirectory: embeddedModel,
    profile: profileWith(),
    overrides: {},
    address: { host: '127.0.0.1', port: 0, own: false },
    largestDatabase: Infinity,
    plan: () => Promise.resolve(null),
    quantisation: () => Promise.resolve(null),
    proof: {
      kind: 'ENGINE',
      standing: () => Promise.resolve({ engine: 'READY', device: 'CPU', precision: 'FP32', reason: null }),
    },
    ...changes,
  };
}

export interface Machine {
  /** Name of a recording of nvidia-smi; no driver when absent. */
  readonly gpu?: string;
  /** As nvidia-smi lists them. */
  readonly capabilities?: string;
  readonly provider?: ProviderFiles | null;
  readonly environment?: NodeJS.ProcessEnv;
  /** What /proc/meminfo says, MiB. */
  readonly memory?: { readonly totalMiB: number; readonly availableMiB: number };
}

export interface ProviderFiles {
  readonly needed: readonly string[];
  /** Files of CUDA and cuDNN that lie on the machine. */
  readonly installed: readonly string[];
}

const opened: DeviceRegistry[] = [];

/** To be called when the tests of a file are over. */
export function closeMachines(): void {
  for (const registry of opened.splice(0)) registry.close();
}

/** A machine whose nvidia-smi, libraries and memory are real files and processes that come from elsewhere. */
export async function machine({
  gpu,
  capabilities = '0, 8.6\n1, 8.6\n',
  provider = null,
  environment = {},
  memory,
}: Machine): Promise<DeviceRegistry> {
  const absent = { command: 'no-such-nvidia-smi', args: [] };
  const steps = gpu === undefined ? [] : [{ file: recording(gpu) }, { hang: true }];
  const nvidiaSmi = gpu === undefined ? absent : replayed({ capabilities, steps });
  const folders = await writeProvider(provider);
  const root = memory === undefined ? '/' : await writeMeminfo(memory);
  const registry = await DeviceRegistry.open({
    monitor: new GpuMonitor({ nvidiaSmi }),
    environment,
    memory: () => systemMemory(root),
    inspectProvider: () =>
      inspectCudaProvider({
        platform: 'linux/x64',
        environment: { ...environment, LD_LIBRARY_PATH: folders.cuda },
        packageDirectory: folders.runtime,
        toolkitRoot: join(folders.runtime, 'no-toolkits'),
      }),
  });
  opened.push(registry);
  return registry;
}

async function writeProvider(files: ProviderFiles | null): Promise<{ runtime: string; cuda: string }> {
  const runtime = await temporaryDirectory();
  const libraries = join(runtime, 'bin/napi-v6/linux/x64');
  const cuda = join(runtime, 'cuda');
  await mkdir(libraries, { recursive: true });
  await mkdir(cuda);
  const manifest = { version: '1.30.0', license: 'MIT', binary: { napi_versions: [6] } };
  await writeFile(join(runtime, 'package.json'), JSON.stringify(manifest));
  if (files !== null) {
    await writeLibrary(join(libraries, 'libonnxruntime_providers_cuda.so'), { needed: files.needed });
    await writeLibrary(join(libraries, 'libonnxruntime_providers_shared.so'), {});
    for (const name of files.installed) await writeLibrary(join(cuda, name), {});
  }
  return { runtime, cuda };
}

async function writeMeminfo({ totalMiB, availableMiB }: NonNullable<Machine['memory']>): Promise<string> {
  const root = await temporaryDirectory();
  await mkdir(join(root, 'proc'));
  const lines = [`MemTotal: ${totalMiB * 1024} kB`, `MemAvailable: ${availableMiB * 1024} kB`];
  await writeFile(join(root, 'proc/meminfo'), `${lines.join('\n')}\n`);
  return root;
}

/** What a check of that name said; fails where there is none. */
export function named(checks: readonly DoctorCheck[], name: string): DoctorCheck {
  const found = checks.find((check) => check.name === name);
  if (found === undefined)
    throw new Error(`There is no check ${name} among ${checks.map((c) => c.name).join()}`);
  return found;
}

export function statuses(checks: readonly DoctorCheck[]): Record<string, string> {
  return Object.fromEntries(checks.map(({ name, status }) => [name, status]));
}
