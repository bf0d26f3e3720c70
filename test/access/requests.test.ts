import { request } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RawClient } from '../http/raw-client.js';
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

  it('executes nothing for a key that was revoked while the request arrived', async () => {
    server = await startTestServer();
    const { apiKey, secret } = await server.apiKeys.create('client', 'CLIENT');
    const query = 'mutation { captionImage(image: {base64: "AAAA"}) { __typename } }';
    const body = JSON.stringify({ query });
    const client = await RawClient.open(server.port);
    const headers = { 'content-type': 'application/json', ...bearer(secret) };
    client.head('POST /graphql', { ...headers, 'content-length': body.length });
    await client.send(body.slice(0, 10));
    await vi.waitFor(async () => {
      expect((await server.apiKeys.byIds([apiKey.id]))[0]?.lastUsedAt).not.toBeNull();
    });
    await server.apiKeys.revoke(apiKey.id);
    await client.send(body.slice(10));
    await vi.waitFor(() => {
      expect(client.received).toContain('UNAUTHENTICATED');
    });
    expect(client.received).toContain('HTTP/1.1 401');
    expect(await server.database.caption.count()).toBe(0);
    client.socket.destroy();
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
    let refusals = 0;
    server = await startTestServer({ requestsPerMinute: 3, onRateLimited: () => refusals++ });
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
    expect(refusals).toBe(2);
  });
});

describe('a server that stops', () => {
  it('is not ready any more while it finishes what runs', async () => {
    server = await startTestServer();
    let finish: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      server.captions.script = () =>
        new Promise((done) => {
          finish = () => {
            done({ hypotheses: [{ text: 'at last', score: -1 }] });
          };
          resolve();
        });
    });
    const body = JSON.stringify({
      query: 'mutation { captionImage(image: {base64: "AAAA"}) { __typename } }',
    });
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', { 'content-type': 'application/json', 'content-length': body.length });
    await client.send(body);
    await asked;
    expect(await statusAt('/readyz', {})).toBe(200);
    const { port } = server;
    const held = await RawClient.open(port);
    await held.send('GET /readyz HTTP/1.1\r\nhost: localhost\r\n');
    // The server has taken the connection and its first lines when it has answered this one.
    expect(await statusAt('/livez', {})).toBe(200);
    const closed = server.server.close();
    await held.send('\r\n');
    await vi.waitFor(() => {
      expect(held.received).toContain('"ready":false');
    });
    expect(held.received).toContain('HTTP/1.1 503');
    finish();
    await vi.waitFor(() => {
      expect(client.received).toContain('"__typename":"Caption"');
    });
    await closed;
  });
});

describe('metrics', () => {
  it('are for admins, where there are keys', async () => {
    server = await startTestServer();
    const read = (key: string | null) => fetch(`${server.origin}/metrics`, { headers: bearer(key) });
    expect(await (await read(null)).text()).toContain('ofa_caption_requests_total');
    const { secret: client } = await server.apiKeys.create('client', 'CLIENT');
    const { secret: admin } = await server.apiKeys.create('admin', 'ADMIN');
    const refused = await read(null);
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect((await read(client)).status).toBe(403);
    const answer = await read(admin);
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toContain('ofa_caption_requests_total');
  });
});
