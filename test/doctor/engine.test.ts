import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { captionForTrial } from '../../src/cli/trial-caption.js';
import type { DoctorReport } from '../../src/doctor/check.js';
import { checkEngine } from '../../src/doctor/engine-check.js';
import { examine } from '../../src/doctor/examine.js';
import type { EngineStanding } from '../../src/doctor/examination.js';
import { SharedReport } from '../../src/doctor/shared-report.js';
import { CodedError } from '../../src/errors/coded-error.js';
import { readModelPackage } from '../../src/model/package.js';
import { dataDirectoryAt } from '../../src/storage/data-directory.js';
import { embeddedModel, quiet } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { closeMachines, examinationWith, named, profileWith, statuses } from './examination.js';

afterAll(closeMachines);
afterEach(() => {
  vi.useRealTimers();
});

const model = await readModelPackage(embeddedModel);

describe('the engine of a running server', () => {
  const standing = (engine: EngineStanding['engine'], reason: EngineStanding['reason'] = null) =>
    checkEngine(
      {
        kind: 'ENGINE',
        standing: () => Promise.resolve({ engine, device: 'CPU', precision: 'FP32', reason }),
      },
      [],
      model,
    );

  it('is told as it is', async () => {
    expect((await standing('READY')).status).toBe('PASS');
    expect((await standing('BUSY')).status).toBe('PASS');
    expect((await standing('STARTING')).status).toBe('WARN');
    expect((await standing('DEGRADED', { en: 'few', zh: '少' })).detail).toEqual({
      en: 'The engine works with less than it was told to use. few',
      zh: '引擎在降级运行。少',
    });
    expect(await standing('UNAVAILABLE', 'no driver')).toMatchObject({
      status: 'FAIL',
      detail: { en: 'The engine cannot be had. no driver' },
    });
  });
});

describe('a caption for trying', () => {
  it('is not tried where something failed, and fails with the reason', async () => {
    const caption = () => Promise.reject(new CodedError('ENGINE_FAILED', 'it broke'));
    const skipped = await checkEngine({ kind: 'CAPTION', caption }, ['port', 'weights'], model);
    expect(skipped).toMatchObject({
      status: 'SKIP',
      detail: { en: 'Not tried: port, weights failed before.' },
    });
    const failed = await checkEngine({ kind: 'CAPTION', caption }, [], model);
    expect(failed.status).toBe('FAIL');
    expect(failed.detail.en).toContain('it broke');
  });

  it('fails when the engine does not start', async () => {
    const examination = await examinationWith();
    const profile = profileWith({ device: 'CUDA' });
    const { devices, directory } = examination;
    const settings = { profile, devices, directory, threads: 2, log: quiet };
    const proof = {
      kind: 'CAPTION',
      caption: (of: typeof model) => captionForTrial(of, settings),
    } as const;
    const failed = await checkEngine(proof, [], model);
    expect(failed.status).toBe('FAIL');
    expect(failed.detail.en).toContain('CUDA is not available');
  });
});

describe('the report', () => {
  it('is in order for a machine that is, group by group, in both languages', async () => {
    const { ok, checks } = await examine(await examinationWith());
    expect(checks.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(ok).toBe(true);
    expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
    for (const { detail, fix, status } of checks) {
      expect(detail.en).not.toBe('');
      expect(detail.zh).toMatch(/[\u4e00-\u9fff。]/);
      expect(fix !== null).toBe(status === 'WARN' || status === 'FAIL');
    }
  });

  it('tells of a model that is not there without losing the rest', async () => {
    const modelDirectory = await temporaryDirectory();
    const { ok, checks } = await examine(await examinationWith({ modelDirectory }));
    expect(ok).toBe(false);
    expect(statuses(checks)).toMatchObject({ 'model-config': 'FAIL', 'disk-space': 'PASS', port: 'PASS' });
    expect(named(checks, 'engine').status).toBe('PASS');
  });

  it('tells of a data directory below a device that has no files', async () => {
    const directory = dataDirectoryAt('/dev/null/data');
    const { ok, checks } = await examine(await examinationWith({ directory }));
    expect(ok).toBe(false);
    expect(named(checks, 'data-directory').status).toBe('FAIL');
  });

  it('is made once for all who ask at the same time or shortly after, and again later', async () => {
    let made = 0;
    const examineOnce = (): Promise<DoctorReport> => {
      made++;
      return made === 3
        ? Promise.reject(new Error('the disk is gone'))
        : Promise.resolve({ ok: true, checks: [] });
    };
    const shared = new SharedReport(examineOnce);
    vi.useFakeTimers();
    const [one, other] = await Promise.all([shared.now(), shared.now()]);
    expect(other).toBe(one);
    await vi.advanceTimersByTimeAsync(4999);
    expect(await shared.now()).toBe(one);
    expect(made).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await shared.now()).not.toBe(one);
    await vi.advanceTimersByTimeAsync(5000);
    await expect(shared.now()).rejects.toThrow('the disk is gone');
    expect((await shared.now()).ok).toBe(true);
  });
});
