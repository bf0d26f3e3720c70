import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasNvidiaHardware } from '../../src/devices/nvidia-hardware.js';
import { deviceChecks } from '../../src/doctor/device-checks.js';
import type { ProfileParameters } from '../../src/profiles/parameter-rules.js';
import { temporaryDirectory } from '../temporary-directory.js';
import {
  closeMachines,
  examinationWith,
  machine,
  named,
  profileWith,
  statuses,
  type Machine,
} from './examination.js';

afterAll(closeMachines);

const cuda12 = {
  needed: ['libcudart.so.12', 'libcudnn.so.9'],
  installed: ['libcudart.so.12', 'libcudnn.so.9'],
};

/** The checks of a machine without PCI bus, so that only what is told here counts. */
async function checksOf(of: Machine, changes: Partial<ProfileParameters> = {}, root?: string) {
  const devices = await machine(of);
  const bare = root ?? (await temporaryDirectory());
  return deviceChecks(await examinationWith({ devices, profile: profileWith(changes) }), bare);
}

/** A machine with one card on its PCI bus. */
async function busWith(vendor: string, kind: string): Promise<string> {
  const root = await temporaryDirectory();
  const slot = join(root, 'sys/bus/pci/devices/0000:01:00.0');
  await mkdir(slot, { recursive: true });
  await writeFile(join(slot, 'vendor'), `${vendor}\n`);
  await writeFile(join(slot, 'class'), `${kind}\n`);
  return root;
}

describe('without NVIDIA hardware', () => {
  it('nothing about GPUs is checked, and the CPU is as it should be', async () => {
    const checks = await checksOf({});
    const { device, 'cuda-platform': platform, ...gpu } = statuses(checks);
    expect([device, platform]).toEqual(['PASS', 'PASS']);
    expect(new Set(Object.values(gpu))).toEqual(new Set(['SKIP']));
    expect(named(checks, 'nvidia-driver').detail.en).toContain('no-such-nvidia-smi was not found');
  });

  it.each([{ forceCuda: true }, { device: 'CUDA' as const }])(
    'a profile with %o fails and says what is missing and how to get it',
    async (changes) => {
      const checks = await checksOf({}, changes);
      expect(named(checks, 'nvidia-driver')).toMatchObject({ status: 'FAIL' });
      expect(named(checks, 'nvidia-driver').fix?.en).toContain('Install the NVIDIA driver');
      expect(named(checks, 'cuda-provider')).toMatchObject({ status: 'FAIL' });
      expect(named(checks, 'cuda-provider').fix?.en).toContain('ofa-caption cuda install');
      expect(named(checks, 'device')).toMatchObject({ status: 'FAIL' });
      expect(named(checks, 'device').fix?.en).toContain('nvidia-driver');
    },
  );
});

describe('with a GPU', () => {
  it('everything in its place is in order, with the versions', async () => {
    const checks = await checksOf({ gpu: 'rtx-3060', provider: cuda12 }, { forceCuda: true });
    expect(new Set(checks.map(({ status }) => status))).toEqual(new Set(['PASS']));
    expect(named(checks, 'nvidia-driver').detail.en).toContain('570.124.04');
    expect(named(checks, 'cuda-version').detail.en).toBe('The provider needs CUDA 12; found 12.');
    expect(named(checks, 'cudnn-version').detail.zh).toBe('该组件需要 cuDNN 9；已找到 9。');
    expect(named(checks, 'device').detail.en).toContain('NVIDIA GeForce RTX 3060');
  });

  it('lies idle where the provider is missing: a warning under AUTO, a failure when forced, nothing under CPU', async () => {
    const idle = await checksOf({ gpu: 'rtx-3060' });
    expect(statuses(idle)).toMatchObject({ 'cuda-provider': 'WARN', device: 'WARN', 'visible-gpus': 'PASS' });
    expect(named(idle, 'device').fix?.en).toContain('cuda-provider');
    const forced = await checksOf({ gpu: 'rtx-3060' }, { forceCuda: true });
    expect(statuses(forced)).toMatchObject({ 'cuda-provider': 'FAIL', device: 'FAIL' });
    const unwanted = await checksOf({ gpu: 'rtx-3060' }, { device: 'CPU' });
    expect(statuses(unwanted)).toMatchObject({ 'cuda-provider': 'SKIP', device: 'PASS' });
  });

  it('a missing cuDNN is named, and so is the one that does not do', async () => {
    const provider = { ...cuda12, installed: ['libcudart.so.12', 'libcudnn.so.8'] };
    const devices = await machine({ gpu: 'rtx-3060', provider });
    const folder =
      devices.provider?.supported === true ? join(devices.provider.directory, '../../../../cuda') : '';
    const environment = { LD_LIBRARY_PATH: folder };
    const profile = profileWith({ forceCuda: true });
    const checks = await deviceChecks(await examinationWith({ devices, environment, profile }));
    expect(statuses(checks)).toMatchObject({
      'cuda-libraries': 'FAIL',
      'cuda-version': 'PASS',
      'cudnn-version': 'FAIL',
    });
    expect(named(checks, 'cudnn-version').detail.en).toContain(
      'needs cuDNN 9, which is not found; there is cuDNN 8',
    );
    expect(named(checks, 'cudnn-version').fix?.en).toContain('https://developer.nvidia.com/cudnn-downloads');
  });

  it('a driver or a card that is too old is told', async () => {
    const provider = { needed: ['libcudart.so.13'], installed: ['libcudart.so.13'] };
    const driver = await checksOf({ gpu: 'rtx-3060', provider }, { forceCuda: true });
    expect(named(driver, 'driver-version')).toMatchObject({ status: 'FAIL' });
    expect(named(driver, 'driver-version').fix?.en).toContain('580.65.06');
    const card = await checksOf(
      { gpu: 'dual-2070', capabilities: '0, 6.1\n1, 6.1\n', provider },
      { forceCuda: true },
    );
    expect(named(card, 'gpu-generation')).toMatchObject({ status: 'FAIL' });
    expect(named(card, 'gpu-generation').detail.en).toContain('compute capability 6.1');
  });

  it('indices that no GPU has are told', async () => {
    const checks = await checksOf({ gpu: 'rtx-3060', provider: cuda12 }, { deviceIds: [3] });
    expect(named(checks, 'device')).toMatchObject({ status: 'FAIL' });
    expect(named(checks, 'device').fix?.en).toContain('--device-ids');
  });
});

describe('a card on the PCI bus without a driver', () => {
  it('is worth a warning when it is from NVIDIA', async () => {
    const bus = await busWith('0x10de', '0x030000');
    expect(statuses(await checksOf({}, {}, bus))).toMatchObject({ 'nvidia-driver': 'WARN', device: 'WARN' });
  });

  it('is told from other cards and from NVIDIA’s sound', async () => {
    expect(await hasNvidiaHardware(await busWith('0x1002', '0x030000'))).toBe(false);
    expect(await hasNvidiaHardware(await busWith('0x10de', '0x040300'))).toBe(false);
  });
});
