import { request } from 'node:http';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { aborted } from './scripted-caption-jobs.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
afterEach(() => server.stop());

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket on which a test says exactly what it wants. */
async function open(options: ClientOptions = {}, protocol = 'graphql-transport-ws') {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, protocol, options);
  const messages: Message[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString()) as Message));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  return {
    socket,
    messages,
    closed,
    send: (message: object) => {
      socket.send(JSON.stringify(message));
    },
    /** Resolves with the first message of this type, for this operation if one is given. */
    message: (type: string, id?: string) =>
      vi.waitFor(() => {
        const found = messages.find((message) => message.type === type && message.id === id);
        if (found === undefined) throw new Error(`no ${type} among ${JSON.stringify(messages)}`);
        return found;
      }, 5000),
  };
}

async function introduced(payload: object = {}) {
  const client = await open();
  client.send({ type: 'connection_init', payload });
  await client.message('connection_ack');
  return client;
}

/** The answer to a request for another protocol that was refused. */
function refusal(
  headers: Record<string, string>,
  path = '/graphql',
): Promise<{ status: number | undefined; body: string }> {
  const upgrade = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    'sec-websocket-protocol': 'graphql-transport-ws',
  };
  return new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path, headers: { ...upgrade, ...headers } })
      .on('response', (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () => {
          resolve({ status: response.statusCode, body });
        });
      })
      .on('upgrade', () => {
        reject(new Error('not refused'));
      })
      .on('error', reject)
      .end();
  });
}

describe('a WebSocket', () => {
  it('executes queries and mutations too', async () => {
    server = await startTestServer();
    const client = await introduced();
    const query = 'mutation { captionImage(image: {base64: "AAAA"}) { ... on Caption { text } } }';
    client.send({ id: 'a', type: 'subscribe', payload: { query } });
    await client.message('complete', 'a');
    expect(await client.message('next', 'a')).toMatchObject({
      payload: { data: { captionImage: { text: 'a scripted caption' } } },
    });
    client.socket.close();
  });

  it.each([
    ['a syntax error', { query: '{' }, 'error'],
    ['an unknown field', { query: '{ nothing }' }, 'error'],
    ['an unknown operation', { query: 'query A { models { name } }', operationName: 'B' }, 'error'],
    ['a fragment alone', { query: 'fragment F on Query { models { name } }' }, 'error'],
    [
      'a wrong variable',
      { query: 'query ($id: ID!) { caption(id: $id) { id } }', variables: { id: null } },
      'next',
    ],
  ])('answers %s with a code and stays open', async (_what, payload, type) => {
    server = await startTestServer();
    const client = await introduced();
    client.send({ id: 'a', type: 'subscribe', payload });
    const { payload: answer } = await client.message(type, 'a');
    const errors = type === 'error' ? answer : (answer as { errors: unknown }).errors;
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    client.send({ id: 'b', type: 'subscribe', payload: { query: '{ models { name } }' } });
    expect(await client.message('next', 'b')).toMatchObject({ payload: { data: { models: [{}] } } });
    client.socket.close();
  });

  it('masks and logs what nobody expected', async () => {
    server = await startTestServer();
    server.captions.script = () => {
      throw new Error('secret path /home/someone');
    };
    const client = await introduced({ language: 'zh' });
    const query = 'mutation { captionImage(image: {base64: "AAAA"}) { __typename } }';
    client.send({ id: 'a', type: 'subscribe', payload: { query } });
    expect(await client.message('next', 'a')).toMatchObject({
      payload: {
        errors: [{ message: '服务器内部出错，详情见服务器日志。', extensions: { code: 'INTERNAL' } }],
      },
    });
    const line = server.logLines.find((logged) => logged.includes('secret path'));
    expect(line).toContain('connectionId');
    client.socket.close();
  });

  it('tells the resolver when the client goes away', async () => {
    server = await startTestServer();
    const gone = new Promise<unknown>((resolve) => {
      server.captions.script = (_request, signal) =>
        new Promise((_resolve, reject) => {
          client.socket.terminate();
          signal?.addEventListener('abort', () => {
            resolve(signal.reason);
            reject(new Error('given up'));
          });
        });
    });
    const client = await introduced();
    const query = 'mutation { captionImage(image: {base64: "AAAA"}) { __typename } }';
    client.send({ id: 'a', type: 'subscribe', payload: { query } });
    expect(await gone).toMatchObject({ code: 'CANCELED' });
  });

  it('reads the language of the browser where the client names none', async () => {
    server = await startTestServer();
    const client = await open({ headers: { 'accept-language': 'fr, zh-TW;q=0.5' } });
    client.send({ type: 'connection_init' });
    await client.message('connection_ack');
    const query = '{ captions(first: 101) { totalCount } }';
    client.send({ id: 'a', type: 'subscribe', payload: { query } });
    expect(await client.message('next', 'a')).toMatchObject({
      payload: { errors: [{ message: '`first` 必须在 0 到 100 之间，而不是 101。' }] },
    });
    client.socket.close();
  });
});

describe('a request for a WebSocket', () => {
  it.each([
    ['from a page elsewhere', { origin: 'https://evil.example' }, '/graphql', 403, 'FORBIDDEN'],
    ['for another host', { host: 'evil.example' }, '/graphql', 403, 'FORBIDDEN'],
    ['at another path', {}, '/elsewhere', 404, 'NOT_FOUND'],
    ['for another protocol', { upgrade: 'h2c' }, '/graphql', 400, 'INVALID_INPUT'],
  ])('%s is refused', async (_what, headers, path, status, code) => {
    server = await startTestServer();
    const answer = await refusal(headers, path);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('is refused to pages of other sites also where the server is open to others', async () => {
    server = await startTestServer({ host: '0.0.0.0' });
    const host = 'captions.example:8501';
    expect(await refusal({ host, origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    const client = await open({ headers: { host, origin: 'https://captions.example' } });
    client.socket.close();
    await client.closed;
  });

  it('is refused beyond the bound on connections, in the language of the client', async () => {
    server = await startTestServer({ limits: { sockets: 2 } });
    const clients = [await open(), await open()];
    const { status, body } = await refusal({ 'accept-language': 'zh-CN' });
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({
      errors: [{ message: '服务器的连接数已达上限，请稍后再试。', extensions: { code: 'QUEUE_FULL' } }],
    });
    clients[0]?.socket.close();
    await clients[0]?.closed;
    await vi.waitFor(async () => {
      const third = await open();
      third.socket.close();
    });
  });
});

describe('the bounds of a WebSocket', () => {
  it('closes without the protocol, or an introduction in time', async () => {
    server = await startTestServer({ limits: { socketInitMs: 100 } });
    const silent = await open();
    expect(await silent.closed).toBe(4408);
    const hasty = await open();
    hasty.send({ id: 'a', type: 'subscribe', payload: { query: '{ models { name } }' } });
    expect(await hasty.closed).toBe(4401);
    await expect(open({}, 'graphql-ws')).rejects.toThrow();
  });

  it('closes for a message that is too large or none', async () => {
    server = await startTestServer();
    const large = await introduced();
    large.socket.send('x'.repeat(1_000_001));
    expect(await large.closed).toBe(1009);
    const wrong = await introduced();
    wrong.socket.send('nonsense');
    expect(await wrong.closed).toBe(4400);
    expect(server.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  it('refuses more operations at once than it may have', async () => {
    server = await startTestServer({ limits: { socketOperations: 2 } });
    const source = { kind: 'base64', base64: 'AAAA' } as const;
    const { id } = await server.jobs.accept({ sources: [source], options: {}, idempotencyKey: null });
    server.jobs.watch = (_id, _after, signal) => silence(signal);
    const client = await introduced();
    const jobId = Buffer.from(`CaptionJob:${id}`).toString('base64');
    const query = `subscription { captionJobProgress(jobId: "${jobId}") { sequence } }`;
    for (const name of ['a', 'b', 'c']) client.send({ id: name, type: 'subscribe', payload: { query } });
    expect(await client.message('error', 'c')).toMatchObject({
      payload: [{ extensions: { code: 'RATE_LIMITED' } }],
    });
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(2);
    });
    client.send({ id: 'a', type: 'complete' });
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(1);
    });
    client.send({ id: 'd', type: 'subscribe', payload: { query } });
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(2);
    });
    client.socket.terminate();
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(0);
    });
  });

  it('drops a client that does not answer pings, and keeps one that does', async () => {
    server = await startTestServer({ limits: { socketPingMs: 100 } });
    const dead = await open({ autoPong: false });
    const alive = await open();
    expect(await dead.closed).toBe(1006);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
    alive.socket.close();
  });

  it('drops a client that asks and asks and does not read', async () => {
    server = await startTestServer({ limits: { socketUnsentBytes: 100_000 } });
    const client = await introduced();
    client.socket.pause();
    const payload = { filler: 'x'.repeat(100_000) };
    const asking = setInterval(() => {
      for (let count = 0; count < 10; count++) client.send({ type: 'ping', payload });
    }, 1);
    await vi.waitFor(() => {
      expect(server.server.openSockets).toBe(0);
    }, 20_000);
    clearInterval(asking);
    client.socket.terminate();
  });
});

async function* silence(signal: AbortSignal): AsyncGenerator<never> {
  await aborted(signal);
  yield* [];
}
