import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openPictureUrl } from '../../../src/image/by-url/open-picture-url.js';
import { allowing, fetchLocal, readWhole, refusal } from './fetching.js';
import { startHttp, startRaw, startSaying } from './servers.js';

const ok = 'HTTP/1.1 200 OK\r\n';

describe('a picture', () => {
  it.each([
    ['with its length', `${ok}content-length: 3\r\n\r\ncat`],
    ['in chunks', `${ok}transfer-encoding: chunked\r\n\r\n1\r\nc\r\n2;x=y\r\nat\r\n0\r\ntrailer: 1\r\n\r\n`],
    ['until the connection closes', `${ok}\r\ncat`],
    ['as HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\ncat'],
    ['of any media type', `${ok}content-type: text/html\r\n\r\ncat`],
    ['of status 203', 'HTTP/1.1 203 x\r\n\r\ncat'],
    ['said to be encoded as identity', `${ok}content-encoding: identity\r\n\r\ncat`],
    ['after early hints', `HTTP/1.1 103 Early Hints\r\n\r\n${ok}\r\ncat`],
    ['of a server that says more than its length', `${ok}content-length: 3\r\n\r\ncatastrophe`],
  ])('comes %s', async (_, answer) => {
    const server = await startSaying(answer);
    expect(String(await fetchLocal(server.port))).toBe('cat');
    await server.allClosed();
  });

  it('may be empty here; what it is, is judged later', async () => {
    const server = await startSaying('HTTP/1.1 204 No Content\r\n\r\n');
    expect(await fetchLocal(server.port)).toHaveLength(0);
  });

  it('comes whole when it is large', async () => {
    const picture = Buffer.alloc(3_000_000, 'cat');
    const server = await startHttp((_, response) => response.end(picture));
    expect((await fetchLocal(server.port)).equals(picture)).toBe(true);
    await server.allClosed();
  });
});

describe('an answer without a picture', () => {
  it.each([
    [404, '404 Not Found'],
    [403, '403 Forbidden'],
    [500, '500 Internal Server Error'],
    [599, '599.'],
  ])('of status %i', async (status, words) => {
    const server = await startHttp((_, response) => response.writeHead(status, 'made up').end('no'));
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain(`it answered ${words}`);
    await server.allClosed();
  });

  it.each([
    ['no answer at all', '', 'broke off'],
    ['not HTTP', '-ERR unknown command\r\n', 'not proper HTTP'],
    ['a bad length', `${ok}content-length: many\r\n\r\n`, 'not proper HTTP'],
    ['two lengths', `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\ncat`, 'not proper HTTP'],
    [
      'a length and chunks',
      `${ok}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n`,
      'not proper HTTP',
    ],
    ['a huge header', `${ok}x: ${'y'.repeat(20_000)}\r\n\r\n`, 'header of the answer is too large'],
    [
      'another protocol',
      'HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
      'closed without an answer',
    ],
    ['another protocol without a name', 'HTTP/1.1 101 x\r\n\r\n', 'it answered 101'],
  ])('%s', async (_, answer, words) => {
    const server = await startSaying(answer);
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain(words);
    await server.allClosed();
  });
});

describe('a compressed body', () => {
  it.each([
    ['content-encoding: gzip'],
    ['Content-Encoding: br'],
    ['content-encoding: gzip, identity'],
    ['transfer-encoding: gzip, chunked'],
  ])('%s is refused', async (header) => {
    const server = await startHttp((_, response) => {
      const [name, value] = header.split(': ') as [string, string];
      response.writeHead(200, { [name]: value }).end(gzipSync(Buffer.alloc(1_000_000)));
    });
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('compressed');
    await server.allClosed();
  });
});

describe('a body that breaks off', () => {
  it.each([
    ['before its length', `${ok}content-length: 10\r\n\r\ncat`],
    ['between chunks', `${ok}transfer-encoding: chunked\r\n\r\n3\r\ncat\r\n`],
    ['with a bad chunk', `${ok}transfer-encoding: chunked\r\n\r\n3\r\ncat\r\nzz\r\n`],
  ])('%s', async (_, answer) => {
    const server = await startSaying(answer);
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('failed: ');
    await server.allClosed();
  });

  it('by a reset, also before anybody reads', async () => {
    const server = await startRaw((socket) => {
      socket.once('data', () => {
        socket.write(`${ok}content-length: 10\r\n\r\ncat`, () =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        );
      });
    });
    const options = { allowHosts: allowing(server.port) };
    const { body } = await openPictureUrl(`http://127.0.0.1:${server.port}/`, options);
    await server.allClosed();
    expect((await refusal(readWhole(body))).code).toBe('URL_UNREACHABLE');
  });
});

describe('the size', () => {
  it('is refused before the body when it is announced', async () => {
    const server = await startRaw((socket) => {
      socket.once('data', () => socket.write(`${ok}content-length: 50000001\r\n\r\n`));
    });
    const { code, message } = await refusal(fetchLocal(server.port));
    expect(code).toBe('IMAGE_TOO_LARGE');
    expect(message).toContain('50000000 bytes');
    await server.allClosed();
  });

  it('may be just the limit', async () => {
    const server = await startHttp((_, response) => response.end('12345678'));
    expect(await fetchLocal(server.port, '/', { limits: { bytes: 8 } })).toHaveLength(8);
    expect((await refusal(fetchLocal(server.port, '/', { limits: { bytes: 7 } }))).code).toBe(
      'IMAGE_TOO_LARGE',
    );
  });

  it('is counted where the body never ends', async () => {
    const server = await startHttp((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(10_000)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const work = fetchLocal(server.port, '/', { limits: { bytes: 1_000_000 } });
    expect((await refusal(work)).code).toBe('IMAGE_TOO_LARGE');
    await server.allClosed();
  });
});
