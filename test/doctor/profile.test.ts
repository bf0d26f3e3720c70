import { afterAll, describe, expect, it } from 'vitest';
import { checkPrecision } from '../../src/doctor/precision-check.js';
import type { Examination } from '../../src/doctor/examination.js';
import { profileChecks } from '../../src/doctor/profile-checks.js';
import { BadModelError } from '../../src/errors/bad-model-error.js';
import { readModelPackage } from '../../src/model/package.js';
import { builtInProfiles } from '../../src/profiles/built-in.js';
import type { ProfileParameters } from '../../src/profiles/parameter-rules.js';
import { embeddedModel } from '../engine/real-engine.js';
import { closeMachines, examinationWith, machine, named, profileWith, statuses } from './examination.js';

afterAll(closeMachines);

const model = await readModelPackage(embeddedModel);
const noGpu = await machine({});
const withGpu = await machine({
  gpu: 'rtx-3060',
  provider: { needed: ['libcudart.so.12'], installed: ['libcudart.so.12'] },
});

async function check(
  name: string,
  changes: Partial<ProfileParameters>,
  rest: Partial<Examination> = {},
  runs: { count: number; longestMs: number } | null = null,
) {
  const examination = await examinationWith({ devices: noGpu, profile: profileWith(changes), ...rest });
  return named(profileChecks(examination, model, runs), name);
}

it.each(builtInProfiles('ofa-mini-en', { kind: 'CPU' }))(
  '$name, as it comes, is in order',
  async (profile) => {
    const examination = await examinationWith({ devices: noGpu, profile });
    const checks = profileChecks(examination, model, { count: 3, longestMs: 200 });
    expect(new Set(Object.values(statuses(checks)))).toEqual(new Set(['PASS']));
  },
);

it('what contradicts itself fails, and says where it was set', async () => {
  const overrides = { forceCuda: { value: true, source: 'FORCE_CUDA' } };
  const found = await check('contradictions', { device: 'CPU', forceCuda: true }, { overrides });
  expect(found.status).toBe('FAIL');
  expect(found.detail.en).toContain('together with FORCE_CUDA');
  expect((await check('contradictions', { model: 'another' })).status).toBe('FAIL');
  const decoding = await check('contradictions', { maxTokens: 2, minTokens: 5 });
  expect(decoding.status).toBe('FAIL');
  expect(decoding.fix?.en).toContain('minTokens');
});

describe('the seed', () => {
  it('has no effect with beam search, and says so', async () => {
    const idle = await check('seed', { seed: 42 });
    expect(idle.status).toBe('PASS');
    expect(idle.detail.en).toContain('no effect');
  });

  it('is none in production and one in development', async () => {
    const sample = { decoding: 'SAMPLE' } as const;
    expect((await check('seed', { ...sample, name: 'production', seed: 42 })).status).toBe('WARN');
    expect((await check('seed', { ...sample, name: 'production', seed: null })).status).toBe('PASS');
    expect((await check('seed', { ...sample, name: 'development', seed: null })).status).toBe('WARN');
    expect((await check('seed', { ...sample, name: 'development', seed: 42 })).status).toBe('PASS');
  });
});

it('deterministic kernels cost speed in production on a GPU', async () => {
  const changes = { name: 'production', deterministic: true };
  expect((await check('deterministic', changes, { devices: withGpu })).status).toBe('WARN');
  expect((await check('deterministic', changes)).status).toBe('PASS');
});

it('retries that never come are told', async () => {
  expect((await check('retries', { maxRetries: 0 })).status).toBe('WARN');
  const late = await check('retries', { retryDelayMs: 5000, timeoutMs: 5000 });
  expect(late.status).toBe('WARN');
  expect((await check('retries', {})).status).toBe('PASS');
});

it('a timeout below what runs take is told with the numbers', async () => {
  const runs = { count: 7, longestMs: 1500.4 };
  const short = await check('timeout', { timeoutMs: 3000 }, {}, runs);
  expect(short.status).toBe('WARN');
  expect(short.detail.en).toContain('the longest of the last 7 took 1501 ms');
  expect(short.fix?.en).toContain('3001');
  expect((await check('timeout', { timeoutMs: 3001 }, {}, runs)).status).toBe('PASS');
});

it('a queue that never fills a batch, pictures below the model’s size and no monitoring are told', async () => {
  expect((await check('queue', { queueSize: 4, batchSize: 8 })).status).toBe('WARN');
  const small = await check('image-size', { maxImageSize: 100 });
  expect(small.status).toBe('WARN');
  expect(small.detail.en).toContain('224 px');
  expect((await check('monitoring', { monitoring: false })).status).toBe('WARN');
});

describe('precision', () => {
  const precision = async (changes: Partial<ProfileParameters>, rest: Partial<Examination> = {}) =>
    checkPrecision(await examinationWith({ devices: noGpu, profile: profileWith(changes), ...rest }), model);

  it('that the device does not have is told', async () => {
    const fallen = await precision({ precision: 'FP16' });
    expect(fallen.status).toBe('WARN');
    expect(fallen.detail.en).toContain('FP16 is asked for and FP32 is used');
    expect((await precision({ precision: 'FP16' }, { devices: withGpu })).status).toBe('PASS');
    expect((await precision({})).status).toBe('PASS');
    expect((await precision({ device: 'CUDA' })).status).toBe('SKIP');
  });

  it('INT8 needs ranges, and ranges that are whole', async () => {
    const without = await precision({ precision: 'INT8' });
    expect(without.status).toBe('FAIL');
    expect(without.fix?.en).toContain('ofa-caption models calibrate ofa-mini-en');
    const damaged = () => Promise.reject(new BadModelError('calibration.json: not a JSON object'));
    const broken = await precision({ precision: 'INT8' }, { quantisation: damaged });
    expect(broken).toMatchObject({ status: 'FAIL', detail: { en: 'calibration.json: not a JSON object' } });
  });

  it('INT8 that was measured to lose too much is told', async () => {
    const measured = (int8: number) => () => Promise.resolve({ quality: { ciderD: { fp32: 0.5584, int8 } } });
    const bad = await precision({ precision: 'INT8' }, { quantisation: measured(0.54) });
    expect(bad.status).toBe('WARN');
    expect(bad.detail.en).toContain('lose 0.0184 CIDEr-D');
    expect((await precision({ precision: 'INT8' }, { quantisation: measured(0.555) })).status).toBe('PASS');
  });
});
