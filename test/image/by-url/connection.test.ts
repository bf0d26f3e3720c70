import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseAllowedHosts } from '../../../src/image/by-url/allowed-hosts.js';
import type { HostLookup } from '../../../src/image/by-url/resolve-host.js';
import { fetchLocal, fetchPicture, names, refusal } from './fetching.js';
import { startHttp, type TestServer } from './servers.js';

/** Of the public block, but not handed out to anyone: nothing answers there. */
const nowhere = '2d00::1';

function startCat(): Promise<TestServer> {
  return startHttp((_, response) => response.end('cat'));
}

describe('the address that was checked', () => {
  it('is the one connected to, though the name leads elsewhere at the second look', async () => {
    const server = await startCat();
    let looks = 0;
    const rebinding: HostLookup = () =>
      Promise.resolve([
        looks++ === 0 ? { address: nowhere, family: 6 } : { address: '127.0.0.1', family: 4 },
      ]);
    const { code } = await refusal(
      fetchPicture(`http://rebind.test:${server.port}/`, { lookup: rebinding, limits: { connectMs: 500 } }),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(looks).toBe(1);
    expect(server.connections()).toBe(0);
  });

  it('is connected to without another look', async () => {
    const server = await startCat();
    const asked: string[] = [];
    const picture = await fetchPicture(`http://nas.lan:${server.port}/`, {
      lookup: names({ 'nas.lan': ['127.0.0.1'] }, asked),
      allowHosts: parseAllowedHosts(`nas.lan:${server.port}`),
    });
    expect(String(picture)).toBe('cat');
    expect(asked).toEqual(['nas.lan']);
  });

  it.each([
    ['first', ['127.0.0.1', '2606:4700::1111', '8.8.8.8']],
    ['last', ['2606:4700::1111', '8.8.8.8', '169.254.169.254']],
  ])('may not be one of several of which the %s is special', async (_, addresses) => {
    const { code } = await refusal(
      fetchPicture('http://mixed.test/', { lookup: names({ 'mixed.test': addresses }) }),
    );
    expect(code).toBe('URL_BLOCKED');
  });

  it('is the next one where the first does not answer', async () => {
    const server = await startCat();
    const picture = await fetchPicture(`http://nas.lan:${server.port}/`, {
      lookup: names({ 'nas.lan': [nowhere, '127.0.0.1'] }),
      allowHosts: parseAllowedHosts(`nas.lan:${server.port}`),
      limits: { connectMs: 2000 },
    });
    expect(String(picture)).toBe('cat');
  });
});

describe('a host that cannot be asked', () => {
  it('has no name', async () => {
    const { code, message, retryable } = await refusal(
      fetchPicture('http://gone.test/', { lookup: names({}) }),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toBe('Fetching the picture from “gone.test” failed: there is no such host.');
    expect(retryable).toBe(true);
  });

  it('has a name without an address', async () => {
    const { message } = await refusal(
      fetchPicture('http://gone.test/', { lookup: names({ 'gone.test': [] }) }),
    );
    expect(message).toContain('has no address');
  });

  it('has a name server that never answers', async () => {
    const { code, message } = await refusal(
      fetchPicture('http://slow.test/', {
        lookup: () => new Promise(() => undefined),
        limits: { connectMs: 30 },
      }),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('not looked up within 30 ms');
  });

  it('refuses the connection', async () => {
    const { code, message } = await refusal(
      fetchPicture('http://127.0.0.1:1/', { allowHosts: parseAllowedHosts('127.0.0.1:1') }),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('the connection was refused');
  });
});

describe('names as they are looked up', () => {
  it.each([
    ['http://例子.测试/', 'xn--fsqu00a.xn--0zwm56d'],
    ['http://BÜCHER.test/', 'xn--bcher-kva.test'],
    ['http://pub%6cic.test/', 'public.test'],
    // The dot keeps search domains out of the look-up.
    ['http://intranet./', 'intranet.'],
    ['http://localhost./', 'localhost.'],
    ['http://a..b/', 'a..b'],
  ])('%s', async (url, name) => {
    const asked: string[] = [];
    const { code } = await refusal(fetchPicture(url, { lookup: names({ [name]: ['127.0.0.1'] }, asked) }));
    expect(code).toBe('URL_BLOCKED');
    expect(asked).toEqual([name]);
  });
});

describe('a request', () => {
  it('asks for the path and query as given and for nothing compressed, and keeps no connection', async () => {
    let seen: unknown;
    const server = await startHttp((request, response) => {
      const { method, url, headers } = request;
      seen = { method, url, headers };
      response.end('cat');
    });
    await fetchPicture(`http://127.0.0.1:${server.port}/a%20b/ü?x=1&y=/#top`, {
      allowHosts: parseAllowedHosts(`127.0.0.1:${server.port}`),
    });
    expect(seen).toEqual({
      method: 'GET',
      url: '/a%20b/%C3%BC?x=1&y=/',
      headers: {
        accept: expect.stringContaining('image/jpeg') as string,
        'accept-encoding': 'identity',
        'user-agent': 'ofa-caption',
        host: `127.0.0.1:${server.port}`,
        connection: 'close',
      },
    });
    await server.allClosed();
  });

  it('goes through no proxy of the environment', async () => {
    const proxy = await startCat();
    const server = await startCat();
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
      vi.stubEnv(name, `http://127.0.0.1:${proxy.port}`);
    }
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    await fetchLocal(server.port);
    expect(proxy.connections()).toBe(0);
    expect(server.connections()).toBe(1);
  });
});
