import { afterAll, describe, expect, it } from 'vitest';
import type { Examination } from '../../src/doctor/examination.js';
import { memoryChecks } from '../../src/doctor/memory-checks.js';
import type { MemoryPlan } from '../../src/engine/memory-plan.js';
import { readModelPackage } from '../../src/model/package.js';
import type { ProfileParameters } from '../../src/profiles/parameter-rules.js';
import { embeddedModel } from '../engine/real-engine.js';
import { closeMachines, examinationWith, machine, named, profileWith } from './examination.js';

afterAll(closeMachines);

const model = await readModelPackage(embeddedModel);
const large = await machine({ memory: { totalMiB: 16_384, availableMiB: 12_000 } });
const small = await machine({ memory: { totalMiB: 2048, availableMiB: 1500 } });

async function check(name: string, changes: Partial<ProfileParameters>, rest: Partial<Examination> = {}) {
  const profile = profileWith(changes);
  return named(await memoryChecks(await examinationWith({ devices: large, profile, ...rest }), model), name);
}

/** Peaks of 500 MiB and 100 more for each picture. */
const plan: MemoryPlan = {
  steps: [1, 2, 4, 8].map((batchSize) => ({ batchSize, peakMiB: 500 + 100 * batchSize })),
  failedAt: null,
};

describe('the batch size', () => {
  it('goes by what was measured', async () => {
    const measured = { plan: () => Promise.resolve(plan) };
    const fits = await check('batch-size', { batchSize: 8 }, measured);
    expect(fits.status).toBe('PASS');
    expect(fits.detail.en).toContain('takes up to 1300 MiB of the 14745 MiB');
    const lowered = await check('batch-size', { batchSize: 8, memoryLimitMiB: 1000 }, measured);
    expect(lowered.status).toBe('WARN');
    expect(lowered.detail.en).toContain('a batch of 4 takes up to 900 MiB of the 900 MiB');
    expect(lowered.fix?.en).toContain('batchSize to 4');
    const none = await check('batch-size', { memoryLimitMiB: 600 }, measured);
    expect(none.status).toBe('FAIL');
    expect(none.detail.zh).toContain('一张图片需要 600 MiB');
  });

  it('goes by the recommendation where nothing was measured', async () => {
    expect((await check('batch-size', { batchSize: 8 })).status).toBe('PASS');
    const much = await check('batch-size', { batchSize: 8 }, { devices: small });
    expect(much.status).toBe('WARN');
    expect(much.detail.en).toContain('1 is recommended');
  });
});

it('headroom outside 0.1 to 0.2 is told', async () => {
  expect((await check('memory-headroom', { memoryHeadroom: 0.05 })).status).toBe('WARN');
  expect((await check('memory-headroom', { memoryHeadroom: 0.5 })).status).toBe('WARN');
  expect((await check('memory-headroom', { memoryHeadroom: 0.2 })).status).toBe('PASS');
});

it('a limit beyond the machine is told', async () => {
  const beyond = await check('memory-limit', { memoryLimitMiB: 20_000 });
  expect(beyond.status).toBe('WARN');
  expect(beyond.detail.en).toContain('more than the 16384 MiB');
  expect((await check('memory-limit', { memoryLimitMiB: 4000 })).status).toBe('PASS');
});

it('a machine that is too small fails, one that is full is warned of', async () => {
  const proof: Examination['proof'] = {
    kind: 'CAPTION',
    caption: () => Promise.reject(new Error('not asked for here')),
  };
  const tiny = await machine({ memory: { totalMiB: 256, availableMiB: 200 } });
  expect((await check('machine-memory', {}, { devices: tiny, proof })).status).toBe('FAIL');
  const full = await machine({ memory: { totalMiB: 4096, availableMiB: 100 } });
  expect((await check('machine-memory', {}, { devices: full, proof })).status).toBe('WARN');
  expect((await check('machine-memory', {}, { proof })).status).toBe('PASS');
  // The engine that runs is in memory already.
  expect((await check('machine-memory', {}, { devices: full })).status).toBe('PASS');
});

it('a GPU tells what is in use on it, and is warned of when others have filled it', async () => {
  const provider = { needed: ['libcudart.so.12'], installed: ['libcudart.so.12'] };
  const devices = await machine({ gpu: 'rtx-3060', provider });
  const gpu = await check('gpu-memory-0', {}, { devices });
  expect(gpu.detail.en).toBe('NVIDIA GeForce RTX 3060: 116 of 12288 MiB are in use.');
  const full = await machine({ gpu: 'pro-6000', capabilities: '0, 12.0\n', provider });
  const warned = await check('gpu-memory-0', { memoryHeadroom: 0.5 }, { devices: full });
  expect(warned.status).toBe('WARN');
  expect(warned.detail.en).toContain('65720 of 97887 MiB');
});

describe('low memory', () => {
  const peaks = (withIt: number, without: number) => ({
    plan: (_: unknown, { lowMemory }: ProfileParameters) =>
      Promise.resolve({
        steps: [{ batchSize: 1, peakMiB: lowMemory ? withIt : without }],
        failedAt: null,
      }),
  });

  it('that was measured not to save is told', async () => {
    const on = { lowMemory: true, batchSize: 1 };
    const useless = await check('low-memory', on, peaks(400, 390));
    expect(useless.status).toBe('WARN');
    expect(useless.detail.en).toContain('400 MiB with it and 390 MiB without');
    expect((await check('low-memory', on, peaks(300, 390))).status).toBe('PASS');
    expect((await check('low-memory', {}, peaks(400, 390))).status).toBe('PASS');
  });
});
