import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Examination } from '../../src/doctor/examination.js';
import { environmentChecks } from '../../src/doctor/environment-checks.js';
import { writeLibrary } from '../devices/write-library.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { inspectCudaProvider } from '../../src/devices/cuda-provider.js';
import { DeviceRegistry } from '../../src/devices/device-registry.js';
import { GpuMonitor } from '../../src/devices/gpu-monitor.js';
import { closeMachines, examinationWith, machine, named, profileWith, statuses } from './examination.js';

afterAll(closeMachines);

const twoGpus = await machine({ gpu: 'dual-2070' });
const noGpu = await machine({});

async function check(
  name: string,
  environment: NodeJS.ProcessEnv,
  changes: Partial<Examination> = { devices: noGpu },
) {
  return named(await environmentChecks(await examinationWith({ environment, ...changes })), name);
}

it('an empty environment is in order', async () => {
  const checks = await environmentChecks(await examinationWith({ devices: noGpu }));
  expect(new Set(Object.values(statuses(checks)))).toEqual(new Set(['PASS']));
});

describe('CUDA_VISIBLE_DEVICES', () => {
  const name = 'cuda-visible-devices';
  it('passes with GPUs that there are, warns of others, and fails where none is left for a profile that needs one', async () => {
    const devices = twoGpus;
    const shown = await check(name, { CUDA_VISIBLE_DEVICES: '1' }, { devices });
    expect(shown).toMatchObject({ status: 'PASS', detail: { en: 'CUDA_VISIBLE_DEVICES=1: 1 visible.' } });
    const wrong = await check(name, { CUDA_VISIBLE_DEVICES: '0,7' }, { devices });
    expect(wrong.status).toBe('WARN');
    expect(wrong.detail.en).toContain('"7"');
    const hidden = { CUDA_VISIBLE_DEVICES: '-1' };
    expect((await check(name, hidden, { devices })).status).toBe('WARN');
    const profile = profileWith({ forceCuda: true });
    expect((await check(name, hidden, { devices, profile })).status).toBe('FAIL');
    expect((await check(name, hidden)).status).toBe('SKIP');
  });
});

describe('CUDA_DEVICE_ORDER', () => {
  const name = 'cuda-device-order';
  it('warns of an order that differs, and of what is none', async () => {
    expect((await check(name, { CUDA_DEVICE_ORDER: 'PCI_BUS_ID' })).status).toBe('PASS');
    const fastest = { CUDA_DEVICE_ORDER: 'FASTEST_FIRST' };
    expect((await check(name, fastest)).status).toBe('PASS');
    expect((await check(name, fastest, { devices: twoGpus })).status).toBe('WARN');
    expect((await check(name, { CUDA_DEVICE_ORDER: 'bus' })).status).toBe('WARN');
  });
});

describe('FORCE_CUDA', () => {
  it('warns where it has no effect', async () => {
    const forced = { devices: noGpu, profile: profileWith({ forceCuda: true }) };
    expect((await check('force-cuda', { FORCE_CUDA: '1' }, forced)).status).toBe('PASS');
    const overrides = { forceCuda: { value: false, source: '--no-force-cuda' } };
    const overruled = await check('force-cuda', { FORCE_CUDA: '1' }, { devices: noGpu, overrides });
    expect(overruled.status).toBe('WARN');
    expect(overruled.detail.en).toContain('--no-force-cuda');
    expect((await check('force-cuda', { FORCE_CUDA: '0' }, forced)).status).toBe('WARN');
  });
});

describe('NVIDIA_TF32_OVERRIDE', () => {
  const name = 'tf32-override';
  it('warns where it rounds FP32, unless the profile is deterministic', async () => {
    expect((await check(name, { NVIDIA_TF32_OVERRIDE: '0' })).status).toBe('PASS');
    const forced = { NVIDIA_TF32_OVERRIDE: '1' };
    expect((await check(name, forced)).status).toBe('WARN');
    const profile = profileWith({ deterministic: true });
    expect((await check(name, forced, { devices: noGpu, profile })).status).toBe('PASS');
    expect((await check(name, { NVIDIA_TF32_OVERRIDE: 'no' })).status).toBe('WARN');
  });
});

describe('LD_LIBRARY_PATH', () => {
  it('warns of folders that are not there', async () => {
    const folder = await temporaryDirectory();
    expect((await check('library-path', { LD_LIBRARY_PATH: folder })).status).toBe('PASS');
    const missing = join(folder, 'lib64');
    const warned = await check('library-path', { LD_LIBRARY_PATH: `${folder}:${missing}` });
    expect(warned.status).toBe('WARN');
    expect(warned.detail.en).toContain(missing);
  });

  it('warns of an ONNX Runtime that goes before the installed one', async () => {
    const folder = await temporaryDirectory();
    await writeLibrary(join(folder, 'libonnxruntime.so.1'), {});
    const environment = { LD_LIBRARY_PATH: folder };
    const devices = await DeviceRegistry.open({
      monitor: new GpuMonitor({ nvidiaSmi: { command: 'no-such-nvidia-smi', args: [] } }),
      inspectProvider: () => inspectCudaProvider({ platform: 'linux/x64', environment }),
    });
    const warned = await check('library-path', environment, { devices });
    expect(warned.status).toBe('WARN');
    expect(warned.detail.en).toContain(folder);
  });
});

describe('OFA_CAPTION_…', () => {
  it('warns of names that no option reads, with the one that was meant', async () => {
    const known = await check('option-variables', { OFA_CAPTION_PORT: '80', HOME: '/' });
    expect(known).toMatchObject({ status: 'PASS', detail: { en: 'Set and known: OFA_CAPTION_PORT.' } });
    const typo = await check('option-variables', { OFA_CAPTION_BATCHSIZE: '4', OFA_CAPTION_UNHEARD_OF: '1' });
    expect(typo.status).toBe('WARN');
    expect(typo.detail.en).toBe(
      'No option reads OFA_CAPTION_BATCHSIZE (OFA_CAPTION_BATCH_SIZE?), OFA_CAPTION_UNHEARD_OF.',
    );
  });
});
