import { describe, expect, it } from 'vitest';
import { parseAllowedHosts } from '../../../src/image/by-url/allowed-hosts.js';
import { openPictureUrl } from '../../../src/image/by-url/open-picture-url.js';
import { allowing, fetchLocal, fetchPicture, names, readWhole, refusal } from './fetching.js';
import { startHttp, startSaying, type TestServer } from './servers.js';

/** Answers `/n` with a redirect to `/n-1`, and `/0` with a picture. */
function startCountdown(status = 302): Promise<TestServer> {
  return startHttp((request, response) => {
    const left = Number(request.url?.slice(1));
    if (left === 0) response.end('cat');
    else response.writeHead(status, { location: `/${left - 1}` }).end('elsewhere');
  });
}

function startRedirect(location: string | Buffer): Promise<TestServer> {
  return startSaying(
    Buffer.concat([
      Buffer.from('HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: '),
      Buffer.from(location),
      Buffer.from('\r\n\r\n'),
    ]),
  );
}

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i is followed', async (status) => {
    const server = await startCountdown(status);
    expect(String(await fetchLocal(server.port, '/1'))).toBe('cat');
    await server.allClosed();
  });

  it('three are followed, one connection each', async () => {
    const server = await startCountdown();
    expect(String(await fetchLocal(server.port, '/3'))).toBe('cat');
    expect(server.connections()).toBe(4);
    await server.allClosed();
  });

  it('the fourth is not', async () => {
    const server = await startCountdown();
    const { code, message } = await refusal(fetchLocal(server.port, '/4'));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('redirects more than 3 times');
    expect(server.connections()).toBe(4);
    await server.allClosed();
  });

  it('none is followed where none is wanted', async () => {
    const server = await startCountdown();
    const options = { limits: { redirects: 0 } };
    expect(String(await fetchLocal(server.port, '/0', options))).toBe('cat');
    expect((await refusal(fetchLocal(server.port, '/1', options))).code).toBe('URL_UNREACHABLE');
  });

  it('in a circle end', async () => {
    const server = await startHttp((_, response) => response.writeHead(302, { location: '' }).end());
    expect((await refusal(fetchLocal(server.port, '/loop'))).message).toContain('more than 3 times');
    expect(server.connections()).toBe(4);
  });

  it('may be relative, and in UTF-8 without escapes', async () => {
    const paths: (string | undefined)[] = [];
    const pictures = await startHttp((request, response) => {
      paths.push(request.url);
      response.end('cat');
    });
    const server = await startRedirect(`//127.0.0.1:${pictures.port}/a/../猫 咪.jpg?q=é`);
    const allowHosts = [...allowing(server.port), ...allowing(pictures.port)];
    expect(String(await fetchLocal(server.port, '/', { allowHosts }))).toBe('cat');
    expect(paths).toEqual(['/%E7%8C%AB%20%E5%92%AA.jpg?q=%C3%A9']);
  });

  it('leave the name as it was given', async () => {
    const server = await startHttp((request, response) => {
      if (request.url === '/secret-name') response.end('cat');
      else response.writeHead(302, { location: '/secret-name' }).end();
    });
    const { name, body } = await openPictureUrl(`http://127.0.0.1:${server.port}/cat.jpg`, {
      allowHosts: allowing(server.port),
    });
    expect(name).toBe('cat.jpg');
    expect(String(await readWhole(body))).toBe('cat');
  });
});

describe('a redirect is refused', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://127.0.0.1:6379/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://0x7f.1/',
    '//10.0.0.1/',
    'https://192.168.0.1/',
  ])('to %s', async (location) => {
    const server = await startRedirect(location);
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_BLOCKED');
    expect(message).toContain(
      `“127.0.0.1:${server.port}” redirects to a host without a public internet address`,
    );
    expect(message).not.toContain(
      new URL(location, 'http://x/').hostname === '127.0.0.1'
        ? ':6379'
        : new URL(location, 'http://x/').hostname,
    );
    await server.allClosed();
  });

  it('to a name that leads to a special address, without telling the name', async () => {
    const server = await startRedirect('http://vault.corp/');
    const { code, message } = await refusal(
      fetchLocal(server.port, '/', { lookup: names({ 'vault.corp': ['10.1.2.3'] }) }),
    );
    expect(code).toBe('URL_BLOCKED');
    expect(message).not.toMatch(/vault|10\.1/);
  });

  it('from an allowed host to another port of it, or to another name of the same address', async () => {
    const target = await startHttp((_, response) => response.end('secret'));
    for (const host of ['nas.lan', 'other.lan']) {
      const server = await startRedirect(`http://${host}:${target.port}/`);
      const { code } = await refusal(
        fetchPicture(`http://nas.lan:${server.port}/`, {
          lookup: names({ 'nas.lan': ['127.0.0.1'], 'other.lan': ['127.0.0.1'] }),
          allowHosts: parseAllowedHosts(`nas.lan:${server.port}`),
        }),
      );
      expect(code).toBe('URL_BLOCKED');
    }
    expect(target.connections()).toBe(0);
  });

  it.each([
    ['file:///etc/passwd', 'neither http nor https'],
    ['data:image/png;base64,AAAA', 'neither http nor https'],
    ['gopher://127.0.0.1/', 'neither http nor https'],
    ['http://user:secret@public.test/', 'user name or password'],
    ['http://[', 'malformed'],
    [`/${'a'.repeat(9000)}`, 'more than 8000 characters'],
  ])('to %.40s', async (location, words) => {
    const server = await startRedirect(location);
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_BLOCKED');
    expect(message).toContain(words);
    await server.allClosed();
  });

  it('to a host that is not there, without telling which', async () => {
    const server = await startRedirect('http://vault.corp/');
    const { code, message } = await refusal(fetchLocal(server.port, '/', { lookup: names({}) }));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain(' after a redirect failed: there is no such host.');
    expect(message).not.toContain('vault');
  });

  it.each([300, 304, 305])('that is no redirect: %i', async (status) => {
    const server = await startHttp((_, response) => response.writeHead(status, { location: '/' }).end());
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain(`it answered ${status}`);
  });

  it('that leads nowhere', async () => {
    const server = await startHttp((_, response) => response.writeHead(302).end());
    expect((await refusal(fetchLocal(server.port))).message).toContain('302 Found without a new location');
  });
});
