import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaptionImageDocument } from '../graphql/generated/graphql.js';
import { RawClient } from './raw-client.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask } from './upload-client.js';

let server: TestServer;
afterEach(() => server.stop());

const image = { base64: 'cGljdHVyZQ==' };

describe('health', () => {
  it('is alive, and ready when it can caption', async () => {
    server = await startTestServer();
    expect((await fetch(`${server.origin}/livez`)).status).toBe(200);
    const ready = await fetch(`${server.origin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reason: null }]);
    server.readiness.ready = false;
    server.readiness.reason = 'The engine is starting.';
    const notReady = await fetch(`${server.origin}/readyz`);
    expect([notReady.status, await notReady.json()]).toEqual([
      503,
      { ready: false, reason: 'The engine is starting.' },
    ]);
    expect((await fetch(`${server.origin}/livez`)).status).toBe(200);
  });

  it('says what is not there and what is not allowed', async () => {
    server = await startTestServer();
    const missing = await fetch(`${server.origin}/nothing`);
    expect([missing.status, await missing.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
    const method = await fetch(`${server.origin}/livez`, { method: 'DELETE' });
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('the log', () => {
  it('has a line for each request, without what was asked', async () => {
    server = await startTestServer();
    await ask(server.origin, CaptionImageDocument, { image });
    await fetch(`${server.origin}/thumbnails/x?expires=1&signature=geheim`);
    await vi.waitFor(() => {
      expect(server.logLines.filter((line) => line.includes('"msg":"request"'))).toHaveLength(2);
    });
    const log = server.logLines.join('');
    expect(log).toContain('"path":"/graphql"');
    expect(log).toContain('"status":403');
    expect(log).not.toContain('geheim');
    expect(log).not.toContain(image.base64);
    expect(log).not.toContain('captionImage');
  });
});

describe('closing', () => {
  it('lets a running request finish and takes no more', async () => {
    server = await startTestServer();
    const begun = new Promise<() => void>((begin) => {
      server.captions.script = () =>
        new Promise((resolve) => {
          begin(() => {
            resolve({ hypotheses: [{ text: 'late', score: -1 }] });
          });
        });
    });
    const idle = await RawClient.open(server.port);
    const running = ask(server.origin, CaptionImageDocument, { image });
    const finish = await begun;
    const closed = server.server.close(10_000);
    await expect(fetch(`${server.origin}/livez`)).rejects.toThrow();
    finish();
    expect((await running).data?.captionImage).toMatchObject({ text: 'late' });
    await closed;
    await vi.waitFor(() => {
      expect(idle.closed).toBe(true);
    });
  });

  it('does not wait for ever', async () => {
    server = await startTestServer();
    const given = new Promise<void>((resolve) => {
      server.captions.script = (_request, signal) =>
        new Promise((_resolve, reject) => {
          resolve();
          signal?.addEventListener('abort', () => {
            reject(new Error('given up'));
          });
        });
    });
    const running = ask(server.origin, CaptionImageDocument, { image });
    const refused = expect(running).rejects.toThrow();
    await given;
    await server.server.close(50);
    await refused;
  });
});
