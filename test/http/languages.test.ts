import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QueueFullError } from '../../src/errors/queue-full-error.js';
import { CaptionImageDocument, CreateCaptionJobDocument } from '../graphql/generated/graphql.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask, readAnswer } from './upload-client.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ limits: { requestBytes: 10_000 } });
});
afterAll(() => server.stop());

const image = { base64: 'cGljdHVyZQ==' };

function inChinese(headers: Record<string, string> = {}): RequestInit {
  return { headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN,zh;q=0.9', ...headers } };
}

function post(body: string, headers?: Record<string, string>) {
  return fetch(`${server.origin}/graphql`, { method: 'POST', body, ...inChinese(headers) });
}

describe('a client that reads Chinese', () => {
  it('is told so that the queue is full', async () => {
    server.captions.script = () => {
      throw new QueueFullError('The queue is full. Try again in 3 s.', 3000);
    };
    server.jobs.create = () => Promise.reject(new QueueFullError('More than 20000 pictures …', 3000));
    const single = await ask(server.origin, CaptionImageDocument, { image }, [], inChinese());
    const job = await ask(server.origin, CreateCaptionJobDocument, { images: [image] }, [], inChinese());
    for (const answer of [single.data?.captionImage, job.data?.createCaptionJob]) {
      expect(answer).toEqual({
        __typename: 'QueueFull',
        code: 'QUEUE_FULL',
        message: '队列已满，请稍后再试',
        retryAfterMs: 3000,
      });
    }
  });

  it('reads stored failures by their code', async () => {
    server.captions.script = () => ({ error: { code: 'BAD_IMAGE', message: 'The GIF is cut short.' } });
    const message = '图片文件已损坏、不完整或为空。请检查文件后重新发送。';
    const { data } = await ask(server.origin, CaptionImageDocument, { image }, [], inChinese());
    expect(data?.captionImage).toMatchObject({ message, caption: { error: { message } } });
  });

  it.each([
    [
      'a wrong page size',
      () => post('{"query":"{ captions(last: -1) { totalCount } }"}'),
      200,
      '`last` 必须在',
    ],
    ['a syntax error', () => post('{"query":"{"}'), 200, '请求有误，请修改后重新发送。（Syntax Error'],
    [
      'a wrong value',
      () => post('{"query":"{ captions(filter: {createdAfter: \\"x\\"}) { totalCount } }"}'),
      200,
      '2030-01-31',
    ],
    ['a body that is no JSON', () => post('{'), 400, '不是有效的 JSON'],
    ['a body that is too large', () => post('x'.repeat(10_001)), 413, '一个请求最多 10000 字节'],
    [
      'another content type',
      () => post('x', { 'content-type': 'application/xml' }),
      415,
      '请发送 application/json',
    ],
    ['a missing header', () => post('x', { 'content-type': 'text/plain' }), 403, 'graphql-require-preflight'],
    ['a page from elsewhere', () => post('{}', { origin: 'https://evil.example' }), 403, '仅供本机使用'],
    ['an unknown path', () => fetch(`${server.origin}/nothing`, inChinese()), 404, '/nothing 不存在'],
    ['a wrong link', () => fetch(`${server.origin}/thumbnails/x`, inChinese()), 403, '缩略图链接无效'],
  ])('reads what is wrong with %s', async (_what, send, status, message) => {
    const answer = await readAnswer(await send());
    expect(answer.status).toBe(status);
    expect(answer.errors[0]?.message).toContain(message);
    expect(answer.errors[0]?.message).toMatch(/\p{Script=Han}/u);
  });
});
