import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { ask } from '../http/upload-client.js';
import {
  ActivateProfileDocument,
  CreateProfileDocument,
  DeleteProfileDocument,
  InferenceRunsDocument,
  ProfileDocument,
  ProfilesDocument,
  RecommendationDocument,
  UpdateProfileDocument,
} from './generated/graphql.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

describe('profiles', () => {
  it('are made, changed, activated and found', async () => {
    const input = { name: 'fast', beamSize: 1, temperature: 0.5 };
    const created = await ask(server.origin, CreateProfileDocument, { input });
    expect(created.errors).toEqual([]);
    expect(created.data?.createProfile).toMatchObject({
      ...input,
      builtIn: false,
      active: false,
      batchSize: 8,
    });
    const changed = await ask(server.origin, UpdateProfileDocument, {
      name: 'fast',
      input: { temperature: null, batchSize: 4 },
    });
    expect(changed.data?.updateProfile).toMatchObject({ beamSize: 1, temperature: null, batchSize: 4 });
    const activated = await ask(server.origin, ActivateProfileDocument, { name: 'fast' });
    expect(activated.data?.activateProfile).toMatchObject({ name: 'fast', active: true });
    expect(server.activations).toMatchObject([{ name: 'fast', batchSize: 4 }]);
    const all = await ask(server.origin, ProfilesDocument, {});
    expect(all.data?.profiles.map(({ name, active, builtIn }) => [name, active, builtIn])).toEqual([
      ['auto', false, true],
      ['development', false, true],
      ['production', false, true],
      ['low-memory', false, true],
      ['fast', true, false],
    ]);
    const named = async (name: string | null) =>
      (await ask(server.origin, ProfileDocument, { name })).data?.profile?.name;
    expect([await named(null), await named('auto'), await named('none')]).toEqual([
      'fast',
      'auto',
      undefined,
    ]);
  });

  it('have every parameter that they were given', async () => {
    const input = {
      name: 'everything',
      model: 'scripted',
      device: 'CUDA',
      deviceIds: [0, 1],
      forceCuda: true,
      batchSize: 1,
      maxBatchDelayMs: 0,
      maxImageSize: 768,
      precision: 'FP16',
      memoryLimitMiB: 4096,
      memoryHeadroom: 0.2,
      lowMemory: true,
      decoding: 'SAMPLE',
      beamSize: 3,
      maxTokens: 20,
      minTokens: 2,
      noRepeatNgramSize: 2,
      lengthPenalty: 0.5,
      temperature: 1.5,
      topK: 50,
      topP: 0.75,
      seed: 42,
      deterministic: true,
      maxRetries: 5,
      retryDelayMs: 2000,
      timeoutMs: 60_000,
      queueSize: 20,
      monitoring: false,
    } as const;
    const created = await ask(server.origin, CreateProfileDocument, {
      input: { ...input, deviceIds: [...input.deviceIds] },
    });
    expect(created.errors).toEqual([]);
    expect(created.data?.createProfile).toMatchObject(input);
    const absent = await ask(server.origin, UpdateProfileDocument, {
      name: 'everything',
      input: { memoryLimitMiB: null, seed: null, maxImageSize: null },
    });
    expect(absent.data?.updateProfile).toMatchObject({
      ...input,
      memoryLimitMiB: null,
      seed: null,
      maxImageSize: null,
    });
  });

  it('are deleted, unless they came with the program', async () => {
    await ask(server.origin, CreateProfileDocument, { input: { name: 'mine' } });
    const deleted = await ask(server.origin, DeleteProfileDocument, { name: 'mine' });
    expect(deleted.data?.deleteProfile).toBe(true);
    const { data } = await ask(server.origin, ProfileDocument, { name: 'mine' });
    expect(data?.profile).toBeNull();
    const code = async (name: string): Promise<unknown> =>
      (await ask(server.origin, DeleteProfileDocument, { name })).errors[0]?.extensions?.code;
    expect([await code('mine'), await code('auto'), await code('production')]).toEqual([
      'NOT_FOUND',
      'INVALID_INPUT',
      'INVALID_INPUT',
    ]);
  });

  it('answer what is wrong as errors with a code, in the language of the client', async () => {
    const headers = { 'content-type': 'application/json', 'accept-language': 'zh' };
    const wrong = await ask(
      server.origin,
      CreateProfileDocument,
      { input: { name: 'x', batchSize: 0 } },
      [],
      {
        headers,
      },
    );
    expect(wrong.errors).toMatchObject([
      {
        message: 'batchSize 必须是 1 到 256 之间的整数，而不是 0。',
        path: ['createProfile'],
        extensions: { code: 'INVALID_INPUT' },
      },
    ]);
    const unknown = await ask(server.origin, ActivateProfileDocument, { name: 'none' });
    expect(unknown.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});

describe('a recommendation', () => {
  it('is for the present device or for the memory that is named', async () => {
    const present = await ask(server.origin, RecommendationDocument, {});
    expect(present.data?.recommendation).toMatchObject({
      batchSize: 4,
      maxImageSize: 384,
      precision: 'FP32',
      reason: expect.stringContaining('10 GiB') as string,
    });
    const large = await ask(server.origin, RecommendationDocument, { memoryGiB: 24 });
    expect(large.data?.recommendation).toMatchObject({ batchSize: 8, maxImageSize: 768, precision: 'FP16' });
    const inChinese = await ask(server.origin, RecommendationDocument, { memoryGiB: 2 }, [], {
      headers: { 'content-type': 'application/json', 'accept-language': 'zh' },
    });
    expect(inChinese.data?.recommendation).toMatchObject({
      batchSize: 1,
      reason: expect.stringContaining('显存') as string,
    });
  });

  it.each([0, -1])('is refused for %d GiB', async (memoryGiB) => {
    const { errors } = await ask(server.origin, RecommendationDocument, { memoryGiB });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  });
});

describe('runs', () => {
  it('are listed, newest first', async () => {
    const facts = {
      model: 'scripted',
      device: 'cpu',
      precision: 'FP32',
      batchSize: 2,
      durationMs: 5,
      tokens: 9,
      startedAt: new Date(),
    } as const;
    await server.changes.recordRun({ ...facts, error: null }, [], new Date());
    const error = { code: 'OUT_OF_MEMORY', message: 'Too large.' } as const;
    await server.changes.recordRun({ ...facts, error }, [], new Date());
    const { data } = await ask(server.origin, InferenceRunsDocument, {});
    expect(data?.inferenceRuns).toMatchObject({
      totalCount: 2,
      edges: [
        { node: { succeeded: false, error: { ...error, retryable: true } } },
        { node: { succeeded: true, error: null, batchSize: 2 } },
      ],
    });
  });
});
