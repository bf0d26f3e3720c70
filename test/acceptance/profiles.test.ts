import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../cli/run-program.js';
import { embeddedModel, photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { BuiltServer } from './built-server.js';
import { CaptionClient } from './caption-client.js';

let data: string;
let server: BuiltServer | null;
beforeEach(async () => {
  data = await temporaryDirectory();
  server = null;
});
afterEach(async () => {
  await server?.stop('SIGKILL');
});

async function importProfile(profile: object): Promise<void> {
  const file = join(await temporaryDirectory(), 'profiles.json');
  await writeFile(file, JSON.stringify({ profiles: [profile] }));
  expect((await runProgram(['profiles', 'import', file, '--data', data])).status).toBe(0);
}

interface Values {
  readonly name: string;
  readonly batchSize: number;
  readonly maxTokens: number | null;
}

async function listed(client: CaptionClient): Promise<Values[]> {
  const { data: answer } = await client.query<{ profiles: Values[] }>(
    '{ profiles { name batchSize maxTokens } }',
  );
  return answer!.profiles;
}

describe('a server with parameters set for every profile', () => {
  it('shows and serves them, refuses to change them, and forgets them when started without', async () => {
    await importProfile({ name: 'mine', batchSize: 2, maxTokens: 9 });
    server = await BuiltServer.startIn({ OFA_CAPTION_BATCH_SIZE: '3' }, data, '--max-tokens', '3');
    let client = new CaptionClient((await server.ready()).url);
    for (const profile of await listed(client)) expect(profile).toMatchObject({ batchSize: 3, maxTokens: 3 });
    for (const profile of ['auto', 'mine']) {
      const { text } = await client.upload(photo('dog.webp'), { profile });
      expect(text!.split(' ').length).toBeLessThanOrEqual(3);
    }
    const update = 'mutation ($input: ProfileInput!) { updateProfile(name: "mine", input: $input) { name } }';
    for (const [input, source] of [
      [{ batchSize: 4 }, 'OFA_CAPTION_BATCH_SIZE'],
      [{ maxTokens: null }, '--max-tokens'],
    ] as const) {
      const { errors } = await client.query(update, { input });
      expect(errors).toMatchObject([
        { message: expect.stringContaining(source) as string, extensions: { code: 'INVALID_INPUT' } },
      ]);
    }
    expect(await server.stop('SIGTERM')).toBe(0);
    server = await BuiltServer.start(data);
    client = new CaptionClient(server.url);
    expect(await listed(client)).toMatchObject([
      { name: 'auto', batchSize: 8, maxTokens: null },
      { name: 'development', batchSize: 1 },
      { name: 'production', batchSize: 4 },
      { name: 'low-memory', batchSize: 1 },
      { name: 'mine', batchSize: 2, maxTokens: 9 },
    ]);
  });

  it('does not start when they contradict the active profile', async () => {
    await importProfile({ name: 'cpu', device: 'CPU' });
    expect((await runProgram(['profiles', 'activate', 'cpu', '--data', data])).status).toBe(0);
    const environment = { FORCE_CUDA: '1' };
    const { status, stderr } = await runProgram(
      ['serve', '--data', data, '--port', '0'],
      undefined,
      environment,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/"cpu".*FORCE_CUDA.*device is CPU/);
  });

  it('serves the model that is set for every profile, whatever the active one names', async () => {
    await importProfile({ name: 'mine' });
    expect((await runProgram(['profiles', 'activate', 'mine', '--data', data])).status).toBe(0);
    const other = join(await temporaryDirectory(), 'other');
    await symlink(embeddedModel, other);
    server = await BuiltServer.start(data, '--model', other);
    const client = new CaptionClient(server.url);
    const { data: answered } = await client.query<{ profile: object; runtime: object }>(
      '{ profile { name model } runtime { profile model } }',
    );
    expect(answered).toEqual({
      profile: { name: 'mine', model: 'other' },
      runtime: { profile: 'mine', model: 'other' },
    });
  });

  it('does not start when the model of the active profile is gone, and says which', async () => {
    const models = ['models', 'import', embeddedModel, '--name', 'other', '--data', data];
    expect((await runProgram(models)).status).toBe(0);
    await importProfile({ name: 'mine', model: 'other' });
    expect((await runProgram(['profiles', 'activate', 'mine', '--data', data])).status).toBe(0);
    await rm(join(data, 'models/other'), { recursive: true });
    const { status, stderr } = await runProgram(['serve', '--data', data, '--port', '0']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/"mine".*"other".*models import DIR --name other/);
  });
});

describe('a switch', () => {
  it('is off when its environment variable says so', async () => {
    const serve = ['serve', '--data', data, '--port', '0', '--host', '0.0.0.0'];
    const { status, stderr } = await runProgram(serve, undefined, { OFA_CAPTION_INSECURE_NO_AUTH: 'false' });
    expect(status).toBe(2);
    expect(stderr).toContain('--insecure-no-auth');
  });

  it('is on when its environment variable says so', async () => {
    server = await BuiltServer.startIn({ OFA_CAPTION_INSECURE_NO_AUTH: 'true' }, data, '--host', '0.0.0.0');
    expect((await fetch(`${server.url.replace('0.0.0.0', '127.0.0.1')}/livez`)).status).toBe(200);
  });
});
