import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './test-server.js';
import { multipartForm, preflightHeader, readAnswer } from './upload-client.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const models = '{ models { name } }';

/** `fetch` does not let a test choose the header Host. */
function statusWithHost(port: number, host: string, path = '/livez'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('cross-site request forgery', () => {
  const get = () => `${server.origin}/graphql?${new URLSearchParams({ query: models }).toString()}`;
  const form = () =>
    multipartForm(models, { file: null }, [{ path: 'file', name: 'a', bytes: new Uint8Array(3) }]);

  it('takes JSON without a further header', async () => {
    const answer = await fetch(`${server.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: models }),
    });
    expect(answer.status).toBe(200);
  });

  it.each(['x-graphql-yoga-csrf', 'graphql-require-preflight', 'apollo-require-preflight'])(
    'takes GET and multipart with %s',
    async (header) => {
      const headers = { [header]: '1' };
      expect(await readAnswer(await fetch(get(), { headers }))).toMatchObject({ status: 200, errors: [] });
      const posted = await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body: form() });
      expect(await readAnswer(posted)).toMatchObject({ status: 200, errors: [] });
    },
  );

  it.each([
    ['GET', () => fetch(get())],
    ['multipart', () => fetch(`${server.origin}/graphql`, { method: 'POST', body: form() })],
    [
      'plain text',
      () => fetch(`${server.origin}/graphql`, { method: 'POST', body: JSON.stringify({ query: models }) }),
    ],
    [
      'a form',
      () =>
        fetch(`${server.origin}/graphql`, { method: 'POST', body: new URLSearchParams({ query: models }) }),
    ],
  ])('refuses %s without one', async (_what, send) => {
    const answer = await readAnswer(await send());
    expect(answer).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect(await server.incoming()).toEqual([]);
  });

  it('never changes anything by GET', async () => {
    const mutation = 'mutation { captionImage(image: {base64: "AAAA"}) { __typename } }';
    const url = `${server.origin}/graphql?${new URLSearchParams({ query: mutation }).toString()}`;
    const answer = await readAnswer(await fetch(url, { headers: preflightHeader }));
    expect(answer).toMatchObject({ status: 405, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
  });
});

describe('a page from elsewhere', () => {
  it('gets no cross-origin headers', async () => {
    const response = await fetch(`${server.origin}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' },
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each([
    ['127.0.0.1', 200],
    ['127.9.8.7:80', 200],
    ['localhost:8501', 200],
    ['app.localhost', 200],
    ['[::1]:8501', 200],
    ['evil.example', 403],
    ['localhost.evil.example', 403],
    ['127.0.0.1.evil.example', 403],
    ['192.168.1.2', 403],
    ['0.0.0.0', 403],
    ['evil example', 403],
  ])('with the Host %s gets %i', async (host, status) => {
    expect(await statusWithHost(server.port, host)).toBe(status);
  });

  it.each([
    ['http://localhost:3000', 200],
    ['https://127.0.0.1', 200],
    ['https://evil.example', 403],
    ['null', 403],
  ])('with the Origin %s gets %i', async (origin, status) => {
    const response = await fetch(`${server.origin}/livez`, { headers: { origin } });
    expect(response.status).toBe(status);
  });

  it('is none when the server is open to others', async () => {
    const open = await startTestServer({ host: '0.0.0.0' });
    expect(await statusWithHost(open.port, 'captions.example')).toBe(200);
    await open.stop();
  });
});

describe('GraphiQL', () => {
  it('comes whole from this server', async () => {
    const response = await fetch(`${server.origin}/graphql`, { headers: { accept: 'text/html' } });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('YogaGraphiQL');
    expect(page).not.toMatch(/<(script|link|img|iframe)[^>]*\s(src|href)=["']?(https?:)?\/\//i);
    expect(page).not.toMatch(/@import\s|url\(["']?(https?:)?\/\//i);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*/);
  });
});

describe('every answer', () => {
  it.each(['/graphql', '/livez', '/nothing'])('of %s is guarded', async (path) => {
    const { headers } = await fetch(server.origin + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
