import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../src/errors/coded-error.js';
import { defaultDecoding } from '../../src/model/decoding.js';
import type { ProfileChanges } from '../../src/profiles/profile-parameters.js';
import { ProfileService } from '../../src/profiles/profile-service.js';
import type { ProfileRow } from '../../src/storage/profile-records.js';
import { openStorage, type Storage } from '../storage/open-storage.js';

let storage: Storage;
let profiles: ProfileService;
let served: string[];
let activator: (profile: ProfileRow) => Promise<void>;

const model = { decoding: defaultDecoding, config: { maxPositions: 200, vocabSize: 50 } };

beforeEach(async () => {
  storage = await openStorage();
  served = [];
  activator = (profile) => {
    served.push(profile.name);
    return Promise.resolve();
  };
  profiles = new ProfileService({
    profiles: new EffectiveProfiles(storage.profiles, overrides),
    modelNamed: (name) => (name === 'ofa-mini-en' ? model : null),
    activator: (profile) => activator(profile),
  });
});

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
    expect((await profiles.list()).map((profile) => profile.name)).toEqual(['auto', 'fast']);
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
  ])('is refused with %s', async (_what, changes) => {
    await expect(profiles.create(changes)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await profiles.list()).toHaveLength(1);
  });

  it('is refused with a message that names parameter, range and value', async () => {
    await expect(profiles.create({ name: 'x', batchSize: 1000 })).rejects.toMatchObject({
      message: 'batchSize must be a whole number from 1 to 256, not 1000.',
      argumentPath: ['input', 'batchSize'],
    });
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
