import { afterEach, describe, expect, it, vi } from 'vitest';
import { migrationsDirectory } from '../../src/config/paths.js';
import { ApiKeys } from '../../src/access/api-keys.js';
import { ApiKeyRecords } from '../../src/storage/api-key-records.js';
import { openDatabase } from '../../src/storage/database.js';
import { aborted } from '../http/scripted-caption-jobs.js';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { askAs, bearer } from './key-client.js';
import { RawSocket } from './raw-socket.js';

let server: TestServer;
afterEach(() => server.stop());

const progress = 'subscription ($id: ID!) { captionJobProgress(jobId: $id) { sequence } }';
const models = '{ models { name } }';

/** A job that never says anything after its first event. */
async function silentJob(key: string | null): Promise<string> {
  server.jobs.watch = async function* (id, _after, signal) {
    yield { sequence: 1, job: await server.jobs.job(id), caption: null };
    await aborted(signal);
  };
  const query = 'mutation { createCaptionJob(images: [{base64: "AAAA"}]) { ... on CaptionJob { id } } }';
  const { data } = await askAs(server.origin, key, query);
  return (data?.['createCaptionJob'] as { id: string }).id;
}

/** Both ways to watch a job, each after its first event; what each resolves to when it ends. */
async function watched(id: string, key: string | null) {
  const parameters = key === null ? {} : { authorization: `Bearer ${key}` };
  const socket = await RawSocket.open(server.port);
  expect(await socket.init(parameters)).toBe('connection_ack');
  socket.send({ type: 'subscribe', id: '1', payload: { query: progress, variables: { id } } });
  await socket.message('next');
  const response = await fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer(key) },
    body: JSON.stringify({ query: progress, variables: { id } }),
  });
  const reader = response.body!.getReader();
  await reader.read();
  const events = (async () => {
    for (;;) if ((await reader.read()).done) return 'completed';
  })().catch(() => 'cut off');
  return { socket: socket.closed, events };
}

/** What another process would use. */
async function otherProcess<Result>(task: (keys: ApiKeys) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(server.data.database, migrationsDirectory);
  try {
    return await task(new ApiKeys(new ApiKeyRecords(database)));
  } finally {
    await database.$disconnect();
  }
}

describe('a WebSocket', () => {
  it('wants a key in its parameters, or in the header of its request', async () => {
    server = await startTestServer();
    const { secret } = await server.apiKeys.create('client', 'CLIENT');
    const answers = [];
    for (const parameters of [
      {},
      { authorization: 'Bearer ofa_nothing' },
      { authorization: 7 },
      { authorization: secret },
      { authorization: `Bearer ${secret}` },
      { authorization: `bearer  ${secret}` },
    ]) {
      const client = await RawSocket.open(server.port);
      answers.push(await client.init(parameters));
      client.socket.terminate();
    }
    expect(answers).toEqual([4403, 4403, 4403, 4403, 'connection_ack', 'connection_ack']);
    const byHeader = await RawSocket.open(server.port, { headers: bearer(secret) });
    expect(await byHeader.init({})).toBe('connection_ack');
    byHeader.send({ type: 'subscribe', id: '1', payload: { query: '{ apiKeys { name } }' } });
    const { payload } = await byHeader.message('next');
    expect(payload).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    byHeader.socket.terminate();
  });

  it('is one of so many that a key may have', async () => {
    server = await startTestServer({ limits: { socketsOfKey: 2 } });
    const { secret } = await server.apiKeys.create('client', 'CLIENT');
    const { secret: other } = await server.apiKeys.create('other', 'CLIENT');
    const init = async (key: string) => {
      const client = await RawSocket.open(server.port);
      return { client, answer: await client.init({ authorization: `Bearer ${key}` }) };
    };
    const [first, , third] = [await init(secret), await init(secret), await init(secret)];
    expect(third.answer).toBe(1013);
    expect((await init(other)).answer).toBe('connection_ack');
    first.client.socket.close();
    await first.client.closed;
    await vi.waitFor(async () => {
      expect((await init(secret)).answer).toBe('connection_ack');
    });
  });

  it('cannot keep others out by not saying who it is', async () => {
    server = await startTestServer({ limits: { sockets: 10, socketsWaiting: 3 } });
    const known = [];
    for (let count = 0; count < 4; count++) {
      const client = await RawSocket.open(server.port);
      expect(await client.init({})).toBe('connection_ack');
      known.push(client);
    }
    const silent = [];
    for (let count = 0; count < 3; count++) silent.push(await RawSocket.open(server.port));
    await expect(RawSocket.open(server.port)).rejects.toThrow('503');
    silent[0]?.socket.terminate();
    await vi.waitFor(async () => {
      expect(await (await RawSocket.open(server.port)).init({})).toBe('connection_ack');
    });
  });
});

describe('streams', () => {
  it('end when their key is revoked here, and those of others go on', async () => {
    server = await startTestServer();
    const { apiKey, secret } = await server.apiKeys.create('client', 'CLIENT');
    const { secret: admin } = await server.apiKeys.create('admin', 'ADMIN');
    const id = await silentJob(secret);
    const ends = await watched(id, secret);
    let goesOn = true;
    const others = await watched(id, admin);
    void Promise.race([others.socket, others.events]).then(() => (goesOn = false));
    await server.apiKeys.revoke(apiKey.id);
    expect(await Promise.all([ends.socket, ends.events])).toEqual([4403, 'cut off']);
    expect((await askAs(server.origin, secret, models)).status).toBe(401);
    expect((await askAs(server.origin, admin, models)).status).toBe(200);
    expect(goesOn).toBe(true);
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(2);
    });
  });

  it('end when their key is revoked by another process', async () => {
    server = await startTestServer();
    const { apiKey, secret } = await otherProcess((keys) => keys.create('client', 'CLIENT'));
    const ends = await watched(await silentJob(secret), secret);
    await otherProcess((keys) => keys.revoke(apiKey.id));
    expect(await Promise.all([ends.socket, ends.events])).toEqual([4403, 'cut off']);
    await vi.waitFor(async () => {
      expect((await askAs(server.origin, secret, models)).errors[0]?.extensions?.code).toBe(
        'UNAUTHENTICATED',
      );
    });
  });

  it('of those without a key end when there is the first', async () => {
    server = await startTestServer();
    const ends = await watched(await silentJob(null), null);
    const { apiKey } = await otherProcess((keys) => keys.create('first', 'ADMIN'));
    expect(await Promise.all([ends.socket, ends.events])).toEqual([4403, 'cut off']);
    expect((await askAs(server.origin, null, models)).status).toBe(401);
    await server.apiKeys.revoke(apiKey.id);
    expect((await askAs(server.origin, null, models)).status).toBe(401);
  });
});
