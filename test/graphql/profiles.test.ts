import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { ask } from '../http/upload-client.js';
import {
  ActivateProfileDocument,
  CreateProfileDocument,
  InferenceRunsDocument,
  ProfileDocument,
  ProfilesDocument,
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
    expect(all.data?.profiles.map(({ name, active }) => [name, active])).toEqual([
      ['auto', false],
      ['fast', true],
    ]);
    const named = async (name: string | null) =>
      (await ask(server.origin, ProfileDocument, { name })).data?.profile?.name;
    expect([await named(null), await named('auto'), await named('none')]).toEqual([
      'fast',
      'auto',
      undefined,
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
