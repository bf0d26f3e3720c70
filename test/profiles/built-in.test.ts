import { describe, expect, it } from 'vitest';
import { builtInProfiles, type PresentDevice } from '../../src/profiles/built-in.js';
import { findContradiction } from '../../src/profiles/contradiction.js';
import { openStorage } from '../storage/open-storage.js';

const cpu: PresentDevice = { kind: 'CPU' };

function builtIn(name: string, device: PresentDevice = cpu) {
  return builtInProfiles('ofa-mini-en', device).find((profile) => profile.name === name)!;
}

describe('the built-in profiles', () => {
  it('are for every scene', () => {
    expect(builtIn('development')).toMatchObject({
      batchSize: 1,
      maxImageSize: 512,
      precision: 'FP32',
      seed: 42,
      deterministic: true,
      maxRetries: 3,
      timeoutMs: 30_000,
    });
    expect(builtIn('production')).toMatchObject({
      batchSize: 4,
      maxImageSize: 768,
      precision: 'FP16',
      seed: null,
      deterministic: false,
      maxRetries: 2,
      timeoutMs: 10_000,
      queueSize: 20,
      monitoring: true,
    });
    expect(builtIn('low-memory')).toMatchObject({
      batchSize: 1,
      maxImageSize: 384,
      precision: 'FP16',
      seed: 42,
      maxRetries: 5,
      timeoutMs: 60_000,
      lowMemory: true,
    });
  });

  it('search as the model was published, and contradict themselves nowhere', () => {
    const published = {
      beamSize: null,
      maxTokens: null,
      minTokens: null,
      noRepeatNgramSize: null,
      lengthPenalty: null,
      temperature: null,
    };
    for (const device of [cpu, { kind: 'CUDA', memoryTotalMiB: 8192 }] as const) {
      for (const profile of builtInProfiles('ofa-mini-en', device)) {
        expect(profile).toMatchObject(published);
        expect(findContradiction(profile)).toBeNull();
      }
    }
  });

  it.each<[string, PresentDevice, object]>([
    [
      'the CPU',
      cpu,
      {
        batchSize: 8,
        maxBatchDelayMs: 10,
        maxImageSize: null,
        precision: 'FP32',
        seed: null,
        maxRetries: 3,
        retryDelayMs: 1000,
        timeoutMs: 30_000,
        queueSize: 64,
        monitoring: true,
      },
    ],
    ['an unknown GPU', gpu(null), { batchSize: 1, maxImageSize: 384, precision: 'FP32' }],
    ['a GPU below 6 GiB', gpu(6143), { batchSize: 1, maxImageSize: 384, precision: 'FP32' }],
    ['a GPU of 6 GiB', gpu(6144), { batchSize: 2, maxImageSize: 512, precision: 'FP16' }],
    ['a GPU below 12 GiB', gpu(12_287), { batchSize: 2, maxImageSize: 512, precision: 'FP16' }],
    ['a GPU of 12 GiB', gpu(12_288), { batchSize: 4, maxImageSize: 768, precision: 'FP16' }],
  ])('`auto` is sized for %s', (_what, device, expected) => {
    expect(builtIn('auto', device)).toMatchObject({ device: 'AUTO', ...expected });
  });
});

function gpu(memoryTotalMiB: number | null): PresentDevice {
  return { kind: 'CUDA', memoryTotalMiB };
}

describe('writing the built-in profiles', () => {
  it('follows the device, keeps what is active, and changes nothing where nothing is new', async () => {
    const { profiles } = await openStorage();
    const before = await profiles.all();
    expect(before.map(({ name, active }) => [name, active])).toEqual([
      ['auto', true],
      ['development', false],
      ['production', false],
      ['low-memory', false],
    ]);
    await profiles.activate(before[2]!.id);
    await profiles.writeBuiltIns(builtInProfiles('ofa-mini-en', cpu));
    expect((await profiles.all()).map(({ updatedAt }) => updatedAt)).toEqual(
      before.map(({ updatedAt }) => updatedAt),
    );
    await profiles.writeBuiltIns(builtInProfiles('another', gpu(8192)));
    const after = await profiles.all();
    expect(after.map(({ id, model, active }) => [id, model, active])).toEqual(
      before.map(({ id, name }) => [id, 'another', name === 'production']),
    );
    expect(after[0]).toMatchObject({ batchSize: 2, maxImageSize: 512, precision: 'FP16' });
    expect(await profiles.active()).toMatchObject({ name: 'production', model: 'another' });
  });

  it('gives a profile of the user that has one of their names another', async () => {
    const { profiles, database } = await openStorage();
    const [, , production] = await profiles.all();
    await database.profile.update({
      where: { id: production!.id },
      data: { builtIn: false, batchSize: 7 },
    });
    await profiles.activate(production!.id);
    await profiles.writeBuiltIns(builtInProfiles('ofa-mini-en', cpu));
    expect(await profiles.active()).toMatchObject({
      id: production!.id,
      name: 'production 2',
      batchSize: 7,
      builtIn: false,
    });
    expect(await profiles.byName('production')).toMatchObject({ builtIn: true, batchSize: 4 });
  });
});
