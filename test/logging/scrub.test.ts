import { describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { newSecret } from '../../src/access/secret.js';
import { scrub } from '../../src/logging/scrub.js';

/** A line as the logger makes it, with the secret somewhere in it. */
function logged(value: unknown): string {
  const lines: string[] = [];
  const log = pino(
    { base: null, hooks: { streamWrite: scrub } },
    { write: (line: string) => lines.push(line) },
  );
  log.error(value instanceof Error ? { err: value } : value, 'line');
  return lines.join('');
}

describe('a line of the log', () => {
  it.each([
    ['a header', { authorization: 'Bearer SECRET12345' }],
    [
      'headers within',
      { request: { headers: { Authorization: 'Basic SECRET12345=', cookie: 'a="SECRET12345"' } } },
    ],
    ['a key in a text', new Error('refused: authorization: Basic SECRET12345 is wrong')],
    ['a bearer key in a text', new Error('the key Bearer SECRET12345 is revoked')],
    ['a signed link', new Error('GET https://bucket.example/a.jpg?X-Amz-Signature=SECRET12345&x=1 failed')],
    ['a link of our own', new Error('/thumbnails/Q2FwdGlvbjox?expires=1&signature=SECRET12345 failed')],
    ['a password in a link', { url: 'https://someone:SECRET12345@example.org/picture.jpg' }],
    ['a user name in a link', new Error('ftp://SECRET12345@example.org/')],
    ['the secret of a webhook', new Error('whsec_SECRET12345+/= is wrong')],
    ['a password', { password: 'SECRET12345' }],
    ['a key with quotation marks', { apiKey: '"SECRET12345' }],
  ])('keeps %s to itself', (_what, value) => {
    const line = logged(value);
    expect(line).not.toContain('SECRET12345');
    expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) as string, level: 50 });
  });

  it('has no API keys, and what only looks a little like one', () => {
    const key = newSecret();
    const line = logged(new Error(`${key} is not ofa_caption_requests_total, nor is "${key}"`));
    expect(line).not.toContain(key.slice(4, 30));
    expect(line).toContain('ofa_caption_requests_total');
  });

  it('has no bytes of pictures', () => {
    const bytes = Buffer.alloc(300, 'picture');
    for (const value of [
      new Error(`Variable got ${bytes.toString('base64')}.`),
      { bytes },
      { text: bytes.toString('base64url') },
    ]) {
      const line = logged(value);
      expect(line.length).toBeLessThan(2000);
      expect(line).not.toContain(bytes.toString('base64').slice(0, 40));
      expect(line).not.toContain('112,105,99');
      expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  });

  it('keeps everything else', () => {
    const value = {
      caption: 12,
      text: 'a person bearing a basic signature of a token',
      tokens: 17,
      path: '/graphql',
      url: 'http://localhost:8501/graphql',
      mail: 'someone@example.org',
      requestId: 'a1b2-c3',
    };
    expect(JSON.parse(logged(value))).toMatchObject(value);
  });
});
