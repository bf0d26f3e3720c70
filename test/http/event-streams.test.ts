import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aborted } from './scripted-caption-jobs.js';
import { startTestServer, type TestServer } from './test-server.js';
import { preflightHeader, readAnswer } from './upload-client.js';

let server: TestServer;
let query: string;

beforeEach(async () => {
  server = await startTestServer({ limits: { eventStreams: 2 } });
  const source = { kind: 'base64', base64: 'AAAA' } as const;
  const job = await server.jobs.accept({ sources: [source], options: {}, idempotencyKey: null });
  server.jobs.watch = async function* (_id, _after, signal) {
    yield { sequence: 1, job, caption: null };
    await aborted(signal);
  };
  const jobId = Buffer.from(`CaptionJob:${job.id}`).toString('base64');
  query = `subscription { captionJobProgress(jobId: "${jobId}") { sequence } }`;
});
afterEach(() => server.stop());

function post(accept: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

function get(headers: Record<string, string>): Promise<Response> {
  return fetch(`${server.origin}/graphql?${new URLSearchParams({ query }).toString()}`, {
    headers: { accept: 'text/event-stream', ...headers },
  });
}

async function firstEvent(response: Response): Promise<string> {
  const reader = response.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  let text = '';
  while (!text.includes('data: ')) text += Buffer.from((await reader?.read())?.value ?? []).toString();
  await reader?.cancel();
  return text;
}

describe('server-sent events', () => {
  it('come by POST, and by GET with one of the headers that other sites cannot send', async () => {
    for (const response of [await post('text/event-stream'), await get(preflightHeader)]) {
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      expect(response.headers.get('x-accel-buffering')).toBe('no');
      expect(await firstEvent(response)).toContain('data: {"data":{"captionJobProgress":{"sequence":1}}}');
    }
    const refused = await get({});
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('"code":"FORBIDDEN"');
  });

  it('are the only form of a subscription over HTTP', async () => {
    const answer = await readAnswer(await post('application/json'));
    expect(answer).toMatchObject({ status: 406, errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
  });

  it('are bounded in number', async () => {
    const open = [await post('text/event-stream'), await post('text/event-stream')];
    const third = await post('text/event-stream', { 'accept-language': 'zh' });
    expect(third.status).toBe(503);
    expect(third.headers.get('retry-after')).toBe('5');
    expect(await third.text()).toContain('"code":"QUEUE_FULL"');
    for (const response of open) await response.body?.cancel();
    await vi.waitFor(async () => {
      expect(server.jobs.listeners).toBe(0);
      const next = await post('text/event-stream');
      expect(next.status).toBe(200);
      await next.body?.cancel();
    });
  });
});
