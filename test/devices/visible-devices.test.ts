import { describe, expect, it } from 'vitest';
import { engineEnvironment } from '../../src/devices/engine-environment.js';
import type { GpuFacts } from '../../src/devices/gpu-reading.js';
import { visibleGpus } from '../../src/devices/visible-devices.js';
import { readingOf } from './replayed-nvidia-smi.js';

const [sample] = readingOf('tesla-t4').gpus;
if (sample === undefined) throw new Error('no GPU in the recording');

function gpu(index: number, uuid: string): GpuFacts {
  return { ...sample!, index, uuid };
}

const three = [gpu(0, 'GPU-8932f937-d72c'), gpu(1, 'GPU-8944aaaa-0001'), gpu(2, 'GPU-513536b6-7d19')];

function shown(value: string | undefined): number[] {
  return visibleGpus(three, value).gpus.map(({ index }) => index);
}

describe('CUDA_VISIBLE_DEVICES', () => {
  it.each([
    ['all without it', undefined, [0, 1, 2]],
    ['none when it is empty', '', []],
    ['none when it is blank', '  ', []],
    ['none for -1', '-1', []],
    ['one by index', '1', [1]],
    ['several in the order of the list', '2,0', [2, 0]],
    ['those before a negative index', '0,2,-1,1', [0, 2]],
    ['those before an index that is none', '0,3,1', [0]],
    ['those before what is no index', '1,x,0', [1]],
    ['none when the first is wrong', 'x,0', []],
    ['none when the first does not exist', '3', []],
    ['spaces around indices', ' 0 , 2 ', [0, 2]],
    ['digits before other text', '1abc,2', [1, 2]],
    ['an empty entry ends the list', '0,,1', [0]],
    ['a comma at the end ends the list', '0,1,', [0, 1]],
    ['none when one is named twice', '0,1,0', []],
    ['one by its whole UUID', 'GPU-8932f937-d72c', [0]],
    ['several by the beginning of their UUID', 'GPU-51,GPU-8944', [2, 1]],
    ['none by a beginning that several have', 'GPU-89', []],
    ['those before an unknown UUID', 'GPU-51,GPU-00,GPU-8944', [2]],
    ['none when a UUID is named twice', 'GPU-51,GPU-5135', []],
    ['those before an index among UUIDs', 'GPU-51,0', [2]],
    ['those before a UUID among indices', '0,GPU-51', [0]],
    ['none for NoDevFiles', 'NoDevFiles', []],
    ['no MIG instance where there is none', 'MIG-b4e8', []],
  ])('shows %s', (_, value, expected) => {
    expect(shown(value)).toEqual(expected);
  });

  it('explains what it hides against the user’s intention', () => {
    expect(visibleGpus(three, '0,7').reason?.en).toContain('"7", which is none of the 3 GPUs');
    expect(visibleGpus(three, 'GPU-89').reason?.en).toContain('fits several');
    expect(visibleGpus(three, '1,1').reason?.en).toContain('twice');
    expect(visibleGpus(three, '').reason?.en).toContain('hides every GPU');
    expect(visibleGpus(three, '0,-1').reason).toBeNull();
    expect(visibleGpus(three, '0,1').reason).toBeNull();
    expect(visibleGpus(three, undefined).reason).toBeNull();
  });

  it('shows one MIG instance, with its own memory', () => {
    const { gpus } = readingOf('a100-mig');
    const entry = 'MIG-GPU-513536b6-7d19-9063-b049-1e69664bb298/4/0';
    const visible = visibleGpus(gpus, entry);
    expect(visible.gpus).toMatchObject([
      { visibleAs: entry, name: 'NVIDIA A100-SXM4-80GB MIG 4', memoryTotalMiB: 19_968, memoryUsedMiB: 12 },
    ]);
    expect(visibleGpus(gpus, entry.replace('/4/', '/9/')).gpus).toEqual([]);
    // This driver lists no UUIDs of instances, and there is only this GPU that can have it.
    const uuid = 'MIG-41b35992-14c9-5bf7-9b9c-23a0b6ab8cf0';
    expect(visibleGpus(gpus, uuid).gpus).toMatchObject([{ visibleAs: uuid, memoryTotalMiB: null }]);
  });

  it('finds a MIG instance by the UUID that newer drivers list', () => {
    const [a100] = readingOf('a100-mig').gpus;
    const [first, second] = a100!.migDevices;
    const listed = { ...a100!, migDevices: [first!, { ...second!, uuid: 'MIG-41b35992' }] };
    expect(visibleGpus([listed], 'MIG-41b35992').gpus).toMatchObject([
      { name: 'NVIDIA A100-SXM4-80GB MIG 4' },
    ]);
  });
});

describe('the environment of an engine', () => {
  const [first] = visibleGpus(three, '2,0').gpus;

  it('shows it one GPU, by UUID', () => {
    expect(engineEnvironment(first!, { environment: { CUDA_VISIBLE_DEVICES: '2,0' } })).toEqual({
      CUDA_VISIBLE_DEVICES: 'GPU-513536b6-7d19',
      CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
    });
  });

  it('keeps the order that the user set, and adds what is asked for', () => {
    const environment = { CUDA_DEVICE_ORDER: 'FASTEST_FIRST', LD_LIBRARY_PATH: '/a:/b' };
    const loaderFolders = ['/usr/local/cuda/lib64'];
    expect(engineEnvironment(first!, { environment, deterministic: true, loaderFolders })).toEqual({
      CUDA_VISIBLE_DEVICES: 'GPU-513536b6-7d19',
      CUDA_DEVICE_ORDER: 'FASTEST_FIRST',
      NVIDIA_TF32_OVERRIDE: '0',
      LD_LIBRARY_PATH: '/a:/b:/usr/local/cuda/lib64',
    });
  });
});
