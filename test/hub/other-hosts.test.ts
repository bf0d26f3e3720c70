import { createServer, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { hubKinds } from '../../src/hub/hub-model.js';
import { redirectOf } from '../../src/hub/redirect.js';
import { embeddedFiles, LocalHub, type Files } from './local-hub.js';
import { arrived, pullFrom } from './pulling.js';

let files: Files;
beforeAll(async () => {
  files = await embeddedFiles();
});

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0)) await stop();
});

async function startHub(kind: (typeof hubKinds)[number]): Promise<LocalHub> {
  const hub = await LocalHub.start(kind, files);
  stops.push(() => hub.stop());
  return hub;
}

const environment = { HF_TOKEN: 'hf_secret', MODELSCOPE_API_TOKEN: 'ms_secret' };

test.each(hubKinds)(
  'the token of %s goes to the hub, and not to the storage that it redirects to',
  async (kind) => {
    const hub = await startHub(kind);
    const storage = await startHub(kind);
    hub.intercept = ({ file, target }, response) => {
      if (file === null) return false;
      response
        .writeHead(302, { location: `${storage.url}${target}&signature=x`.replace(/(resolve[^&]+)&/, '$1?') })
        .end();
      return true;
    };
    const { folder } = await pullFrom(hub, { environment });
    expect((await arrived(folder)).get('model.safetensors')?.equals(files.get('model.safetensors')!)).toBe(
      true,
    );
    for (const { headers } of hub.seen) {
      expect(headers.authorization).toBe(kind === 'huggingface' ? 'Bearer hf_secret' : 'Bearer ms_secret');
      expect(headers.cookie).toBe(kind === 'huggingface' ? undefined : 'm_session_id=ms_secret');
    }
    expect(storage.seen.length).toBeGreaterThan(0);
    for (const seen of storage.seen) expect(JSON.stringify(seen)).not.toContain('secret');
  },
);

test('a storage whose link has run out is asked anew through the hub', async () => {
  const hub = await startHub('huggingface');
  const storage = await startHub('huggingface');
  hub.intercept = ({ file, target }, response) => {
    if (file !== null) response.writeHead(302, { location: storage.url + target }).end();
    return file !== null;
  };
  storage.intercept = (_seen, response) => {
    if (storage.seen.length === 1) response.writeHead(403).end();
    return storage.seen.length === 1;
  };
  const { retries } = await pullFrom(hub);
  expect(retries).toEqual([expect.stringContaining('403')]);
});

test('redirects without end are given up', async () => {
  const hub = await startHub('modelscope');
  hub.intercept = ({ target }, response) => {
    response.writeHead(307, { location: target }).end();
    return true;
  };
  await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_BLOCKED' });
  expect(hub.seen).toHaveLength(11);
});

test('a redirect is not followed out of encryption, nor to what is not http', () => {
  const from = new URL('https://hub.example/a/b');
  expect(redirectOf(302, '/c', from)?.href).toBe('https://hub.example/c');
  expect(redirectOf(200, '/c', from)).toBeNull();
  for (const location of ['http://hub.example/c', 'file:///etc/passwd', 'ftp://x/y', undefined, 'http://']) {
    expect(() => redirectOf(302, location, from), location).toThrow(
      expect.objectContaining({ code: 'URL_BLOCKED' }),
    );
  }
});

/** A proxy for plain http that notes what it was asked for. */
async function startProxy(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(incoming.url ?? '');
    const onward = request(incoming.url ?? '', { headers: incoming.headers }, (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('the proxy of HTTP_PROXY is used, and not for what NO_PROXY names', async () => {
  const hub = await startHub('modelscope');
  const proxy = await startProxy();
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'NO_PROXY', 'HTTPS_PROXY'])
    vi.stubEnv(name, '');
  vi.stubEnv('http_proxy', undefined);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const { folder } = await pullFrom(hub);
  expect((await arrived(folder)).get('model.safetensors')?.equals(files.get('model.safetensors')!)).toBe(
    true,
  );
  expect(proxy.asked).toHaveLength(hub.seen.length);
  expect(proxy.asked.every((target) => target.startsWith(`${hub.url}/`))).toBe(true);
  vi.stubEnv('no_proxy', '127.0.0.1');
  await pullFrom(hub);
  expect(hub.seen).toHaveLength(2 * proxy.asked.length);
});

test('a proxy that wants a password, is not there, or is no URL, says what to set', async () => {
  const hub = await startHub('modelscope');
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'NO_PROXY']) vi.stubEnv(name, undefined);
  const strict = createServer((_incoming, response) => response.writeHead(407).end());
  strict.listen(0, '127.0.0.1');
  await once(strict, 'listening');
  vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(strict.address() as AddressInfo).port}`);
  await expect(pullFrom(hub, { limits: { attempts: 1 } })).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining('The proxy wants a user and a password') as string,
  });
  strict.closeAllConnections();
  strict.close();
  await once(strict, 'close');
  await expect(pullFrom(hub, { limits: { attempts: 1 } })).rejects.toMatchObject({ code: 'URL_UNREACHABLE' });
  vi.stubEnv('HTTP_PROXY', 'nonsense');
  await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(hub.seen).toEqual([]);
});
