import { getEventListeners } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CodedError } from '../../../src/errors/coded-error.js';
import { openPictureUrl } from '../../../src/image/by-url/open-picture-url.js';
import { allowing, fetchLocal, fetchPicture, names, readWhole, refusal } from './fetching.js';
import { startHttp, startRaw, type TestServer } from './servers.js';

/** Answers with the beginning of a picture and then says nothing more. */
function startStalling(): Promise<TestServer> {
  return startHttp((_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('cat');
  });
}

/** Reads requests and never answers. */
function startSilent(onRequest: () => void = () => undefined): Promise<TestServer> {
  return startRaw((socket) => socket.once('data', onRequest));
}

describe('time', () => {
  it('is limited for the header', async () => {
    const server = await startSilent();
    const { code, message } = await refusal(fetchLocal(server.port, '/', { limits: { headerMs: 50 } }));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('no answer within 50 ms');
    await server.allClosed();
  });

  it('is limited for a header that drips', async () => {
    const server = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x: y\r\n'), 10);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
    const { code } = await refusal(fetchLocal(server.port, '/', { limits: { headerMs: 100 } }));
    expect(code).toBe('URL_UNREACHABLE');
    await server.allClosed();
  });

  it('is limited for hints that never become an answer', async () => {
    const server = await startRaw((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n'), 5);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
    const { code } = await refusal(fetchLocal(server.port, '/', { limits: { headerMs: 100 } }));
    expect(code).toBe('URL_UNREACHABLE');
    await server.allClosed();
  });

  it('is limited for the TLS handshake', async () => {
    const server = await startSilent();
    const { code, message } = await refusal(
      fetchPicture(`https://127.0.0.1:${server.port}/`, {
        allowHosts: allowing(server.port),
        limits: { connectMs: 50 },
      }),
    );
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('no connection within 50 ms');
    await server.allClosed();
  });

  it('is limited for everything, with a body that stalls', async () => {
    const server = await startStalling();
    const { code, message } = await refusal(fetchLocal(server.port, '/', { limits: { totalMs: 100 } }));
    expect(code).toBe('URL_UNREACHABLE');
    expect(message).toContain('longer than 100 ms');
    await server.allClosed();
  });

  it('is limited for everything, over redirects', async () => {
    const server = await startHttp((_, response) => {
      setTimeout(() => response.writeHead(302, { location: '/' }).end(), 60);
    });
    const { message } = await refusal(fetchLocal(server.port, '/', { limits: { totalMs: 100 } }));
    expect(message).toContain('longer than 100 ms');
    await server.allClosed();
  });

  it('is limited where nobody reads', async () => {
    const server = await startStalling();
    const { body } = await openPictureUrl(`http://127.0.0.1:${server.port}/`, {
      allowHosts: allowing(server.port),
      limits: { totalMs: 100 },
    });
    await server.allClosed();
    expect((await refusal(readWhole(body))).message).toContain('longer than 100 ms');
  });
});

describe('a reader', () => {
  it('that stops early closes the connection', async () => {
    const server = await startStalling();
    const { body } = await openPictureUrl(`http://127.0.0.1:${server.port}/`, {
      allowHosts: allowing(server.port),
    });
    for await (const chunk of body) {
      expect(String(chunk)).toBe('cat');
      break;
    }
    await server.allClosed();
  });

  it('that fails closes the connection', async () => {
    const server = await startStalling();
    const { body } = await openPictureUrl(`http://127.0.0.1:${server.port}/`, {
      allowHosts: allowing(server.port),
    });
    const reading = async (): Promise<void> => {
      for await (const chunk of body) throw new Error(`The disk is full, ${chunk.length} bytes`);
    };
    await expect(reading()).rejects.toThrow('The disk is full, 3 bytes');
    await server.allClosed();
  });
});

describe('a caller who goes away', () => {
  it('before anything is asked', async () => {
    const server = await startSilent();
    const work = fetchLocal(server.port, '/', { signal: AbortSignal.abort() });
    expect((await refusal(work)).code).toBe('CANCELED');
    expect(server.connections()).toBe(0);
  });

  it('while a name is looked up', async () => {
    const controller = new AbortController();
    const work = fetchPicture('http://slow.test/', {
      signal: controller.signal,
      lookup: () => {
        setTimeout(() => {
          controller.abort();
        }, 10);
        return new Promise(() => undefined);
      },
    });
    expect((await refusal(work)).code).toBe('CANCELED');
  });

  it('before the answer, with a reason of its own', async () => {
    const controller = new AbortController();
    const reason = new CodedError('TIMEOUT', 'The caption was not ready in time.');
    const server = await startSilent(() => {
      controller.abort(reason);
    });
    expect(await refusal(fetchLocal(server.port, '/', { signal: controller.signal }))).toBe(reason);
    await server.allClosed();
  });

  it('in the middle of the body', async () => {
    const controller = new AbortController();
    const server = await startStalling();
    const { body } = await openPictureUrl(`http://127.0.0.1:${server.port}/`, {
      allowHosts: allowing(server.port),
      signal: controller.signal,
    });
    const reading = async (): Promise<void> => {
      for await (const chunk of body) if (chunk.length > 0) controller.abort();
    };
    expect((await refusal(reading())).code).toBe('CANCELED');
    await server.allClosed();
  });

  it('while nobody reads', async () => {
    const controller = new AbortController();
    const server = await startStalling();
    const { body } = await openPictureUrl(`http://127.0.0.1:${server.port}/`, {
      allowHosts: allowing(server.port),
      signal: controller.signal,
    });
    controller.abort();
    await server.allClosed();
    expect((await refusal(readWhole(body))).code).toBe('CANCELED');
  });
});

describe('what is left behind', () => {
  it('is no timer, no socket and no listener, whether it went well or not', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { signal } = new AbortController();
    const server = await startHttp((request, response) => {
      if (request.url === '/cat') response.end('cat');
      else if (request.url === '/here') response.writeHead(302, { location: '/cat' }).end();
      else response.writeHead(404).end();
    });
    await fetchLocal(server.port, '/cat', { signal });
    await fetchLocal(server.port, '/here', { signal });
    await refusal(fetchLocal(server.port, '/dog', { signal }));
    await refusal(fetchLocal(server.port, '/cat', { signal, limits: { bytes: 1 } }));
    await refusal(fetchPicture('http://127.0.0.1/', { signal }));
    await refusal(fetchPicture('http://gone.test/', { signal, lookup: names({}) }));
    const timers = vi.getTimerCount();
    vi.useRealTimers();
    expect(timers).toBe(0);
    await server.allClosed();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
