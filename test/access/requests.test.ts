import { request } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { askAs, bearer, firstEventAs } from './key-client.js';
import { RawSocket } from './raw-socket.js';

let server: TestServer;
afterEach(() => server.stop());

const models = '{ models { name } }';

/** `fetch` does not let a test choose the header Host. */
function statusAt(path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('a server with keys', () => {
  it('refuses without one before it reads what is sent, and says what it wants', async () => {
    server = await startTestServer();
    await server.apiKeys.create('client', 'CLIENT');
    const answer = await askAs(server.origin, null, models, {}, { 'accept-language': 'zh' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.data).toBeUndefined();
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('密钥') as string, extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    const form = new FormData();
    form.set('operations', '{}');
    form.set('0', new Blob([new Uint8Array(3_000_000)]), 'a.png');
    const upload = await fetch(`${server.origin}/graphql`, { method: 'POST', body: form });
    expect(upload.status).toBe(401);
    expect(await server.incoming()).toEqual([]);
    expect(await firstEventAs(server.origin, null, 'subscription { x }')).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('tells everybody whether it lives and is ready', async () => {
    server = await startTestServer();
    await server.apiKeys.create('client', 'CLIENT');
    for (const path of ['/livez', '/readyz']) expect(await statusAt(path, {})).toBe(200);
  });

  it('takes any Host, as a proxy brings it along; without keys only that of this machine', async () => {
    server = await startTestServer();
    const headers = { host: 'captions.example', 'graphql-require-preflight': '1' };
    const path = `/graphql?query=${encodeURIComponent(models)}`;
    expect(await statusAt(path, headers)).toBe(403);
    const { secret } = await server.apiKeys.create('client', 'CLIENT');
    expect(await statusAt(path, headers)).toBe(401);
    expect(await statusAt(path, { ...headers, ...bearer(secret) })).toBe(200);
  });

  it('notes when a key was used', async () => {
    server = await startTestServer();
    const { apiKey, secret } = await server.apiKeys.create('client', 'CLIENT');
    const lastUsed = async () => (await server.apiKeys.byIds([apiKey.id]))[0]?.lastUsedAt ?? null;
    expect(await lastUsed()).toBeNull();
    const before = Date.now();
    await askAs(server.origin, secret, models);
    const first = await vi.waitFor(async () => {
      const moment = await lastUsed();
      if (moment === null) throw new Error('not yet');
      return moment;
    });
    expect(first.getTime()).toBeGreaterThanOrEqual(before);
    await askAs(server.origin, secret, models);
    await server.access.close();
    expect(await lastUsed()).toEqual(first);
  });

  it('never logs or stores a secret', async () => {
    server = await startTestServer();
    const query = 'mutation { createApiKey(name: "first", role: ADMIN) { secret } }';
    const { data } = await askAs(server.origin, null, query);
    const { secret } = data?.['createApiKey'] as { secret: string };
    expect(secret).toMatch(/^ofa_[A-Za-z0-9_-]{43}$/);
    await askAs(server.origin, secret, '{ apiKeys { id name role lastUsedAt } }');
    const stored = await server.database.$queryRaw<object[]>`SELECT * FROM "ApiKey"`;
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored) + server.logLines.join('')).not.toContain(secret.slice(4));
  });
});

describe('names of keys', () => {
  it.each(['', ' a', 'a ', '1', '-', 'a\nb', 'x'.repeat(65)])('are not %j', async (name) => {
    server = await startTestServer();
    const query = 'mutation ($name: String!) { createApiKey(name: $name, role: CLIENT) { secret } }';
    const { errors } = await askAs(server.origin, null, query, { name });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  });

  it('are unique among the valid ones', async () => {
    server = await startTestServer();
    const { apiKey } = await server.apiKeys.create('前端 web-1', 'ADMIN');
    await expect(server.apiKeys.create('前端 web-1', 'CLIENT')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await server.apiKeys.revoke(apiKey.id);
    const again = await server.apiKeys.create('前端 web-1', 'CLIENT');
    expect(again.apiKey.id).toBeGreaterThan(apiKey.id);
    await expect(server.apiKeys.revoke(77)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the rate of a key', () => {
  it('is bounded over HTTP and WebSocket together, each key for itself', async () => {
    server = await startTestServer({ requestsPerMinute: 3 });
    const { secret } = await server.apiKeys.create('client', 'CLIENT');
    const { secret: other } = await server.apiKeys.create('other', 'CLIENT');
    for (let count = 0; count < 2; count++)
      expect((await askAs(server.origin, secret, models)).status).toBe(200);
    const socket = await RawSocket.open(server.port);
    await socket.init({ authorization: `Bearer ${secret}` });
    socket.send({ type: 'subscribe', id: '1', payload: { query: models } });
    await socket.message('next');
    socket.send({ type: 'subscribe', id: '2', payload: { query: models } });
    const refused = { extensions: { code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) as number } };
    expect((await socket.message('error')).payload).toMatchObject([refused]);
    socket.socket.terminate();
    const answer = await askAs(server.origin, secret, models);
    expect(answer).toMatchObject({ status: 429, errors: [refused] });
    const retryAfter = Number(answer.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(20);
    expect(answer.errors[0]?.message).toContain(`${retryAfter} s`);
    expect((await askAs(server.origin, other, models)).status).toBe(200);
  });
});
