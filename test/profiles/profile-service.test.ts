import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/errors/coded-error.js';
import { InvalidInputError } from '../../src/errors/invalid-input-error.js';
import { defaultDecoding } from '../../src/model/decoding.js';
import { EffectiveProfiles } from '../../src/profiles/effective-profiles.js';
import type { ProfileOverrides } from '../../src/profiles/profile-overrides.js';
import type { ProfileParameters } from '../../src/profiles/parameter-rules.js';
import type { ProfileChanges } from '../../src/profiles/profile-parameters.js';
import { ProfileService } from '../../src/profiles/profile-service.js';
import type { ProfileRow } from '../../src/storage/profile-records.js';
import { newCaption, openStorage, type Storage } from '../storage/open-storage.js';

let storage: Storage;
let profiles: ProfileService;
let served: string[];
let activator: (profile: ProfileRow) => Promise<void>;
let checkVariant: (values: ProfileParameters) => Promise<void>;

const builtIns = ['auto', 'development', 'production', 'low-memory'];
const model = { decoding: defaultDecoding, config: { maxPositions: 200, vocabSize: 50 } };

beforeEach(async () => {
  storage = await openStorage();
  served = [];
  activator = (profile) => {
    served.push(profile.name);
    return Promise.resolve();
  };
  checkVariant = () => Promise.resolve();
  profiles = serviceWith({});
});

function serviceWith(overrides: ProfileOverrides): ProfileService {
  return new ProfileService({
    profiles: new EffectiveProfiles(storage.profiles, overrides),
    modelNamed: (name) => Promise.resolve(name === 'ofa-mini-en' ? model : null),
    activate: async (profile, commit) => {
      await activator(profile);
      return commit();
    },
    checkVariant: (values) => checkVariant(values),
  });
}

async function activeNames(): Promise<string[]> {
  return (await profiles.list()).filter(({ active }) => active).map(({ name }) => name);
}

describe('a new profile', () => {
  it('is as `auto` where nothing else is given', async () => {
    const created = await profiles.create({ name: 'fast', beamSize: 1, maxImageSize: 512 });
    const { id, name, builtIn, active, beamSize, maxImageSize, updatedAt, ...rest } = created;
    expect({ name, builtIn, active, beamSize, maxImageSize }).toEqual({
      name: 'fast',
      builtIn: false,
      active: false,
      beamSize: 1,
      maxImageSize: 512,
    });
    expect(id).toBeGreaterThan(storage.profile.id);
    expect(updatedAt.getTime()).toBeGreaterThan(Date.now() - 10_000);
    expect(storage.profile).toMatchObject(rest);
    expect((await profiles.list()).map((profile) => profile.name)).toEqual([...builtIns, 'fast']);
  });

  it.each<[string, ProfileChanges]>([
    ['no name', {}],
    ['a name that is null', { name: null }],
    ['an empty name', { name: '' }],
    ['a name with a line break', { name: 'a\nb' }],
    ['a name that ends with a space', { name: 'a ' }],
    ['a name of 65 characters', { name: 'a'.repeat(65) }],
    ['the name of a built-in profile', { name: 'auto' }],
    ['an unknown model', { name: 'x', model: 'none' }],
    ['no model', { name: 'x', model: null }],
    ['batchSize 0', { name: 'x', batchSize: 0 }],
    ['batchSize null', { name: 'x', batchSize: null }],
    ['batchSize 2.5', { name: 'x', batchSize: 2.5 }],
    ['a negative delay', { name: 'x', maxBatchDelayMs: -1 }],
    ['a tiny maxImageSize', { name: 'x', maxImageSize: 1 }],
    ['a beam of 0', { name: 'x', beamSize: 0 }],
    ['a beam larger than half of the vocabulary', { name: 'x', beamSize: 26 }],
    ['more tokens than positions', { name: 'x', maxTokens: 200 }],
    ['minTokens above maxTokens', { name: 'x', minTokens: 17 }],
    ['a temperature of 0', { name: 'x', temperature: 0 }],
    ['a temperature that is no number', { name: 'x', temperature: Number.NaN }],
    ['negative retries', { name: 'x', maxRetries: -1 }],
    ['a negative retry delay', { name: 'x', retryDelayMs: -1 }],
    ['no time', { name: 'x', timeoutMs: 0 }],
    ['more than an hour', { name: 'x', timeoutMs: 3_600_001 }],
    ['a negative queue', { name: 'x', queueSize: -1 }],
    ['a GPU named twice', { name: 'x', deviceIds: [1, 0, 1] }],
    ['a GPU of index 64', { name: 'x', deviceIds: [64] }],
    ['a GPU of index -1', { name: 'x', deviceIds: [-1] }],
    ['no list of GPUs', { name: 'x', deviceIds: null }],
    ['no device', { name: 'x', device: null }],
    ['no precision', { name: 'x', precision: null }],
    ['no decoding', { name: 'x', decoding: null }],
    ['a switch that is neither on nor off', { name: 'x', monitoring: null }],
    ['no memory', { name: 'x', memoryLimitMiB: 0 }],
    ['a headroom over half', { name: 'x', memoryHeadroom: 0.51 }],
    ['a negative headroom', { name: 'x', memoryHeadroom: -0.1 }],
    ['a negative seed', { name: 'x', seed: -1 }],
    ['a negative topK', { name: 'x', decoding: 'SAMPLE', topK: -1 }],
    ['a topP of 0', { name: 'x', decoding: 'SAMPLE', topP: 0 }],
    ['a topP over 1', { name: 'x', decoding: 'SAMPLE', topP: 1.1 }],
  ])('is refused with %s', async (_what, changes) => {
    await expect(profiles.create(changes)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await profiles.list()).map((profile) => profile.name)).toEqual(builtIns);
  });

  it('is refused with a message that names parameter, range and value', async () => {
    await expect(profiles.create({ name: 'x', batchSize: 1000 })).rejects.toMatchObject({
      message: 'batchSize must be a whole number from 1 to 256, not 1000.',
      argumentPath: ['input', 'batchSize'],
    });
  });

  it('has every value that it was given', async () => {
    const given = {
      model: 'ofa-mini-en',
      device: 'CUDA',
      deviceIds: [1, 0, 63],
      forceCuda: true,
      batchSize: 1,
      maxBatchDelayMs: 0,
      maxImageSize: 768,
      precision: 'BF16',
      memoryLimitMiB: 4096,
      memoryHeadroom: 0.15,
      lowMemory: true,
      decoding: 'SAMPLE',
      beamSize: 2,
      maxTokens: 20,
      minTokens: 2,
      noRepeatNgramSize: 0,
      lengthPenalty: -0.5,
      temperature: 0.7,
      topK: 40,
      topP: 0.9,
      seed: 7,
      deterministic: true,
      maxRetries: 0,
      retryDelayMs: 10,
      timeoutMs: 5000,
      queueSize: 0,
      monitoring: false,
    } as const satisfies ProfileChanges;
    await profiles.create({ ...given, name: 'mine', deviceIds: [...given.deviceIds] });
    expect(await profiles.byName('mine')).toMatchObject({ ...given, deviceIds: [0, 1, 63] });
    const { memoryLimitMiB, seed } = await profiles.update('mine', { memoryLimitMiB: null, seed: null });
    expect([memoryLimitMiB, seed]).toEqual([null, null]);
  });

  it.each<[string, ProfileChanges]>([
    ['precision', { device: 'CPU', precision: 'FP16' }],
    ['precision', { device: 'CPU', precision: 'BF16' }],
    ['precision', { device: 'CUDA', precision: 'INT8' }],
    ['precision', { forceCuda: true, precision: 'INT8' }],
    ['forceCuda', { device: 'CPU', forceCuda: true }],
    ['deviceIds', { device: 'CPU', deviceIds: [0] }],
    ['topK', { topK: 5 }],
    ['topP', { topP: 0.5 }],
  ])('is refused for its %s with %j', async (parameter, changes) => {
    await expect(profiles.create({ name: 'x', ...changes })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      argumentPath: ['input', parameter],
      message: expect.stringContaining(parameter) as string,
      wording: { zh: expect.stringMatching(/\p{Script=Han}{3}/u) as string },
    });
  });

  it.each<ProfileChanges>([
    { device: 'CPU', precision: 'INT8' },
    { device: 'CPU', precision: 'FP32' },
    { precision: 'INT8' },
    { device: 'CUDA', precision: 'BF16', forceCuda: true },
    { lowMemory: true, batchSize: 8 },
    { decoding: 'SAMPLE', topK: 5, topP: 0.5 },
    { seed: 42, deterministic: true },
  ])('may have %j', async (changes) => {
    expect(await profiles.create({ name: 'x', ...changes })).toMatchObject(changes);
  });

  it('is refused when the model cannot run with it', async () => {
    checkVariant = ({ precision }) =>
      precision === 'INT8'
        ? Promise.reject(new InvalidInputError('No ranges.', ['input', 'precision']))
        : Promise.resolve();
    await expect(profiles.create({ name: 'x', precision: 'INT8' })).rejects.toMatchObject({
      message: 'No ranges.',
    });
    expect(await profiles.byName('x')).toBeNull();
  });

  it('may have a name in any script, once', async () => {
    await profiles.create({ name: '高精度 v1.0' });
    await profiles.create({ name: 'e\u0301te\u0301' });
    await expect(profiles.create({ name: '\u00e9t\u00e9' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await profiles.byName('\u00e9t\u00e9')).not.toBeNull();
    const both = await Promise.allSettled([
      profiles.create({ name: 'one' }),
      profiles.create({ name: 'one' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'INVALID_INPUT' } });
  });
});

describe('a change of a profile', () => {
  it('leaves what is absent and clears what is null', async () => {
    await profiles.create({ name: 'mine', beamSize: 3, maxImageSize: 512, batchSize: 4 });
    const changed = await profiles.update('mine', { maxImageSize: null, name: 'renamed' });
    expect(changed).toMatchObject({ name: 'renamed', beamSize: 3, maxImageSize: null, batchSize: 4 });
    expect(await profiles.byName('mine')).toBeNull();
    expect(served).toEqual([]);
  });

  it('is refused for built-in, unknown and taken names, and for null where none may be', async () => {
    await profiles.create({ name: 'mine' });
    await expect(profiles.update('auto', { batchSize: 2 })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(profiles.update('none', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(profiles.update('mine', { name: 'auto' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(profiles.update('mine', { queueSize: null })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('of the active one is served first', async () => {
    await profiles.create({ name: 'mine' });
    await profiles.activate('mine');
    await profiles.update('mine', { beamSize: 2 });
    expect(served).toEqual(['mine', 'mine']);
    activator = () => Promise.reject(new CodedError('OUT_OF_MEMORY', 'Too large.'));
    await expect(profiles.update('mine', { beamSize: 8 })).rejects.toMatchObject({ code: 'OUT_OF_MEMORY' });
    expect((await profiles.active()).beamSize).toBe(2);
  });
});

describe('activation', () => {
  it('happens once it is served', async () => {
    await profiles.create({ name: 'mine' });
    activator = async () => {
      await sleep(20);
      expect(await activeNames()).toEqual(['auto']);
    };
    expect(await profiles.activate('mine')).toMatchObject({ name: 'mine', active: true });
    expect(await activeNames()).toEqual(['mine']);
  });

  it('does not happen when it cannot be served', async () => {
    await profiles.create({ name: 'mine' });
    activator = () => Promise.reject(new CodedError('DEVICE_UNAVAILABLE', 'No engine.'));
    await expect(profiles.activate('mine')).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' });
    await expect(profiles.activate('none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await activeNames()).toEqual(['auto']);
  });

  it('of several happens one after the other', async () => {
    const names = ['a', 'b', 'c'];
    for (const name of names) await profiles.create({ name });
    let running = 0;
    activator = async ({ name }) => {
      expect(running++).toBe(0);
      await sleep(10);
      served.push(name);
      running--;
    };
    await Promise.all(names.map((name) => profiles.activate(name)));
    expect(served).toEqual(names);
    expect(await activeNames()).toEqual(['c']);
  });
});

describe('a deleted profile', () => {
  it('is gone, and its captions stay without one', async () => {
    const { id } = await profiles.create({ name: 'mine' });
    const caption = await storage.changes.accept({ ...newCaption(storage, 'dog.jpg'), profileId: id });
    await profiles.delete('mine');
    expect(await profiles.byName('mine')).toBeNull();
    expect(await storage.captions.byId(caption.id)).toMatchObject({ id: caption.id, profileId: null });
    await expect(profiles.delete('mine')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is neither built in nor the active one', async () => {
    await profiles.create({ name: 'mine' });
    await profiles.activate('mine');
    await expect(profiles.delete('mine')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('active') as string,
    });
    for (const name of builtIns) {
      await expect(profiles.delete(name)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    expect((await profiles.list()).map(({ name }) => name)).toEqual([...builtIns, 'mine']);
  });
});

describe('what is overridden', () => {
  const overrides: ProfileOverrides = {
    batchSize: { value: 3, source: '--batch-size' },
    maxImageSize: { value: null, source: 'OFA_CAPTION_MAX_IMAGE_SIZE' },
  };

  it('is seen and served in every profile, and not stored', async () => {
    await profiles.create({ name: 'mine', batchSize: 5, maxImageSize: 512, beamSize: 2 });
    const overriding = serviceWith(overrides);
    const seen = { batchSize: 3, maxImageSize: null };
    let inEngine: ProfileRow | null = null;
    activator = (profile) => {
      inEngine = profile;
      return Promise.resolve();
    };
    expect(await overriding.activate('mine')).toMatchObject(seen);
    expect(inEngine).toMatchObject({ ...seen, beamSize: 2 });
    expect(await overriding.update('mine', { beamSize: 4 })).toMatchObject({ ...seen, beamSize: 4 });
    expect(inEngine).toMatchObject({ ...seen, beamSize: 4 });
    expect(await overriding.create({ name: 'new' })).toMatchObject(seen);
    for (const profile of await overriding.list()) expect(profile).toMatchObject(seen);
    expect(await overriding.active()).toMatchObject({ ...seen, name: 'mine' });
    expect(await overriding.byName('production')).toMatchObject(seen);
    expect(await profiles.byName('mine')).toMatchObject({ batchSize: 5, maxImageSize: 512, beamSize: 4 });
    expect(await profiles.byName('new')).toMatchObject({ batchSize: 8, maxImageSize: null });
  });

  it('cannot be changed, and the refusal says by what it is set', async () => {
    await profiles.create({ name: 'mine' });
    const overriding = serviceWith(overrides);
    const refusal = {
      code: 'INVALID_INPUT',
      argumentPath: ['input', 'batchSize'],
      message: expect.stringMatching(/batchSize.*--batch-size/) as string,
    };
    await expect(overriding.update('mine', { batchSize: 2 })).rejects.toMatchObject(refusal);
    await expect(overriding.create({ name: 'x', batchSize: 2 })).rejects.toMatchObject(refusal);
    await expect(overriding.update('mine', { maxImageSize: null })).rejects.toMatchObject({
      message: expect.stringContaining('OFA_CAPTION_MAX_IMAGE_SIZE') as string,
    });
  });

  it('keeps out a profile that it contradicts', async () => {
    await profiles.create({ name: 'cpu', device: 'CPU' });
    const forced = { forceCuda: { value: true, source: 'FORCE_CUDA' } };
    const overriding = serviceWith(forced);
    const message = expect.stringMatching(/"cpu".*FORCE_CUDA.*device/) as string;
    await expect(overriding.activate('cpu')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      argumentPath: ['name'],
      message,
    });
    expect(served).toEqual([]);
    expect(await activeNames()).toEqual(['auto']);
    const effective = new EffectiveProfiles(storage.profiles, forced);
    await expect(effective.forRequest('cpu')).rejects.toMatchObject({
      argumentPath: ['options', 'profile'],
      message,
    });
    const { id } = (await profiles.byName('cpu'))!;
    expect(await effective.forCaption(id)).toMatchObject({ name: 'auto', forceCuda: true });
  });
});
