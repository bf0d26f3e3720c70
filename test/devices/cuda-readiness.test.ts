import { describe, expect, it } from 'vitest';
import type { CudaProvider } from '../../src/devices/cuda-provider.js';
import { checkCuda, cudaChecks, cudaPieces, type CudaSetup } from '../../src/devices/cuda-readiness.js';
import { chooseDevice, type WantedDevice } from '../../src/devices/device-choice.js';
import { visibleGpus } from '../../src/devices/visible-devices.js';
import { readingOf } from './replayed-nvidia-smi.js';

type Provider = CudaProvider & { supported: true };

const provider: Provider = {
  supported: true,
  directory: '/ort',
  path: '/ort/libonnxruntime_providers_cuda.so',
  shared: '/ort/libonnxruntime_providers_shared.so',
  damage: null,
  requires: { cuda: '12', cudnn: '9' },
  libraries: [{ name: 'libcudart.so.12', path: '/cuda/libcudart.so.12' }],
  missing: [],
  loaderFolders: [],
};

interface Changes {
  readonly provider?: Partial<Provider>;
  readonly recording?: string;
  readonly capabilities?: readonly string[];
  readonly visible?: string;
}

function setup({
  recording = 'dual-2070',
  capabilities = ['7.5', '7.5'],
  visible,
  ...changes
}: Changes = {}): CudaSetup {
  const reading = readingOf(recording, capabilities);
  return {
    provider: { ...provider, ...changes.provider },
    reading,
    visible: visibleGpus(reading.gpus, visible),
  };
}

const silent = { at: 0, driver: null, cudaVersion: null, gpus: [] };
const nobody = { gpus: [], reason: null };

describe('whether CUDA can be used', () => {
  it('is so when every piece is there', () => {
    const readiness = checkCuda(setup());
    expect(readiness).toMatchObject({ usable: true });
    expect(readiness.usable && readiness.gpus.map(({ index, unsuitable }) => [index, unsuitable])).toEqual([
      [0, null],
      [1, null],
    ]);
    expect(cudaChecks(setup()).map(({ piece, ok }) => [piece, ok])).toEqual(
      cudaPieces.map((piece) => [piece, true]),
    );
  });

  const elsewhere = { en: 'no CUDA for darwin/arm64', zh: '不支持' };
  const gone = { en: 'nvidia-smi was not found.', zh: '找不到 nvidia-smi。' };
  it.each<[string, CudaSetup, string, RegExp, RegExp]>([
    [
      'the platform',
      { ...setup(), provider: { supported: false, reason: elsewhere } },
      'PLATFORM',
      /darwin/,
      /device CPU/,
    ],
    [
      'the driver',
      { provider, reading: { ...silent, reason: gone }, visible: nobody },
      'DRIVER',
      /was not found/,
      /Install the NVIDIA driver/,
    ],
    [
      'an answer of the driver',
      { provider, reading: null, visible: nobody },
      'DRIVER',
      /not answered/,
      /nvidia-smi/,
    ],
    [
      'a GPU',
      { provider, reading: { ...silent, reason: null }, visible: nobody },
      'DEVICE',
      /finds no GPU/,
      /nvidia-smi -L/,
    ],
    ['a visible GPU', setup({ visible: '-1' }), 'DEVICE', /hides every GPU/, /Unset CUDA_VISIBLE_DEVICES/],
    ['a GPU that is named right', setup({ visible: '5' }), 'DEVICE', /"5"/, /nvidia-smi -L/],
    [
      'the provider',
      setup({ provider: { path: null } }),
      'PROVIDER',
      /providers_cuda\.so is missing in \/ort/,
      /cuda install/,
    ],
    [
      'its other half',
      setup({ provider: { shared: null } }),
      'PROVIDER',
      /providers_shared\.so is missing/,
      /cuda install/,
    ],
    [
      'cuDNN',
      setup({ provider: { missing: ['libcudnn.so.9'] } }),
      'LIBRARY',
      /libcudnn\.so\.9/,
      /^Install cuDNN 9 for CUDA 12 .*LD_LIBRARY_PATH/,
    ],
    [
      'the CUDA libraries',
      setup({ provider: { missing: ['libcublasLt.so.12', 'libcurand.so.10'] } }),
      'LIBRARY',
      /libcublasLt\.so\.12, libcurand\.so\.10/,
      /^Install the libraries of CUDA 12 /,
    ],
    [
      'the driver’s library in a container',
      setup({ provider: { missing: ['libcuda.so.1'] } }),
      'LIBRARY',
      /libcuda\.so\.1/,
      /NVIDIA_DRIVER_CAPABILITIES/,
    ],
    [
      'another library',
      setup({ provider: { missing: ['libstdc++.so.6'] } }),
      'LIBRARY',
      /libstdc/,
      /from your distribution/,
    ],
    [
      'a driver that is new enough',
      setup({ recording: 'tesla-t4' }),
      'TOO_OLD_DRIVER',
      /515\.105\.01 runs CUDA up to 11\.7.* CUDA 12/,
      /525\.60\.13 or newer/,
    ],
    [
      'a driver that is new enough for CUDA 13',
      setup({ recording: 'rtx-3060', provider: { requires: { cuda: '13', cudnn: '9' } } }),
      'TOO_OLD_DRIVER',
      /up to 12\.8.* CUDA 13/,
      /580\.65\.06/,
    ],
    [
      'a GPU that is new enough',
      setup({ capabilities: ['6.1', '7.0'], provider: { requires: { cuda: '13', cudnn: null } } }),
      'TOO_OLD_DEVICE',
      /compute capability 6\.1, and CUDA 13 needs 7\.5/,
      /newer GPU/,
    ],
  ])('is not so without %s', (_, state, missing, reason, fix) => {
    const readiness = checkCuda(state);
    expect(readiness).toMatchObject({ usable: false, missing });
    if (readiness.usable) return;
    expect(readiness.reason.en).toMatch(reason);
    expect(readiness.fix.en).toMatch(fix);
    for (const { zh } of [readiness.reason, readiness.fix]) expect(zh).toMatch(/\p{Script=Han}/u);
  });

  it('needs no piece whose version nobody tells', () => {
    const unknown = { requires: { cuda: null, cudnn: null } };
    expect(checkCuda(setup({ recording: 'gtx-1070-ti', capabilities: [] })).usable).toBe(true);
    expect(checkCuda(setup({ recording: 'quadro-p400', provider: unknown })).usable).toBe(true);
  });

  it('shows all that is left to do, not only the first', () => {
    const checks = cudaChecks({
      provider: { ...provider, missing: ['libcudnn.so.9'] },
      reading: null,
      visible: nobody,
    });
    expect(checks.filter(({ ok }) => ok === false).map(({ piece }) => piece)).toEqual(['DRIVER', 'LIBRARY']);
    expect(checks.filter(({ ok }) => ok === null).map(({ piece }) => piece)).toEqual([
      'DEVICE',
      'TOO_OLD_DRIVER',
      'TOO_OLD_DEVICE',
    ]);
  });
});

describe('the choice of a device', () => {
  const ready = checkCuda(setup());
  const unready = checkCuda(setup({ provider: { path: null } }));
  const mixed = checkCuda(
    setup({ capabilities: ['6.1', '8.6'], provider: { requires: { cuda: '13', cudnn: null } } }),
  );
  const auto = { device: 'AUTO', deviceIds: [], forceCuda: false, precision: 'FP32' } as const;
  const choose = (wanted: Partial<WantedDevice<string>>, readiness = ready) => {
    const choice = chooseDevice({ ...auto, ...wanted }, readiness);
    return {
      provider: choice.provider,
      gpus: choice.provider === 'cuda' ? choice.gpus.map(({ index }) => index) : [],
      precision: choice.provider === null ? null : choice.precision,
      reason: choice.provider === 'cuda' ? null : choice.reason?.en,
    };
  };

  it('is CUDA wherever it can be', () => {
    const all = { provider: 'cuda', gpus: [0, 1], precision: 'FP32', reason: null };
    expect(choose({})).toEqual(all);
    expect(choose({ device: 'CUDA' })).toEqual(all);
    expect(choose({ forceCuda: true })).toEqual(all);
    expect(choose({ precision: 'FP16', deviceIds: [1] })).toEqual({ ...all, gpus: [1], precision: 'FP16' });
    expect(choose({ deviceIds: [1, 0] }).gpus).toEqual([1, 0]);
  });

  it('falls back to the CPU with AUTO only, and says why', () => {
    expect(choose({}, unready)).toMatchObject({
      provider: 'cpu',
      precision: 'FP32',
      reason: expect.stringMatching(
        /^CUDA is not available \(libonnxruntime_providers_cuda\.so is missing .*\); using the CPU$/,
      ) as string,
    });
    for (const forced of [{ device: 'CUDA' }, { forceCuda: true }] as const) {
      expect(choose(forced, unready)).toMatchObject({
        provider: null,
        reason: expect.stringContaining('CUDA is not available: libonnxruntime_providers_cuda.so') as string,
      });
    }
  });

  it.each(['FP16', 'BF16'])('says on the CPU that %s becomes FP32', (precision) => {
    expect(choose({ precision }, unready)).toMatchObject({ provider: 'cpu', precision: 'FP32' });
    expect(choose({ precision }, unready).reason).toMatch(
      new RegExp(`using the CPU\\. ${precision} is for GPUs, so the model runs in FP32\\.$`),
    );
    expect(choose({ device: 'CPU', precision }).reason).toContain('runs in FP32');
  });

  it('is the CPU without a word where it was asked for', () => {
    expect(choose({ device: 'CPU' })).toMatchObject({
      provider: 'cpu',
      precision: 'FP32',
      reason: undefined,
    });
    expect(choose({ device: 'CPU', precision: 'INT8' })).toMatchObject({
      precision: 'INT8',
      reason: undefined,
    });
  });

  it('refuses contradictions', () => {
    expect(choose({ device: 'CPU', forceCuda: true })).toMatchObject({ provider: null });
    expect(choose({ device: 'CPU', forceCuda: true }).reason).toContain('contradict');
    expect(choose({ device: 'CUDA', precision: 'INT8' }).reason).toContain('INT8 is for the CPU');
    expect(choose({ precision: 'INT8' })).toMatchObject({ provider: 'cpu', precision: 'INT8' });
  });

  it('refuses GPUs that do not exist, are named twice or are too old', () => {
    expect(choose({ deviceIds: [0, 2] })).toMatchObject({
      provider: null,
      reason: 'deviceIds names 2, but 2 GPUs are visible (0 to 1).',
    });
    expect(choose({ deviceIds: [1] }, checkCuda(setup({ visible: '1' }))).reason).toBe(
      'deviceIds names 1, but 1 GPU is visible (0).',
    );
    expect(choose({ deviceIds: [-1] }).provider).toBeNull();
    expect(choose({ deviceIds: [1, 1] }).reason).toBe('deviceIds names 1 twice.');
    expect(choose({}, mixed).gpus).toEqual([1]);
    expect(choose({ deviceIds: [0] }, mixed).reason).toMatch(
      /^deviceIds names 0: .* compute capability 6\.1/,
    );
  });
});
