import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSecret } from '../../src/http/thumbnails/secret.js';
import { CaptionDocument, CaptionImageDocument } from '../graphql/generated/graphql.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask } from './upload-client.js';

let server: TestServer;
let now = Date.now();
let link: string;

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  const color = { width: 800, height: 600, channels: 3, background: 'navy' } as const;
  const bytes = new Uint8Array(await sharp({ create: color }).png().toBuffer());
  const files = [{ path: 'image.upload', name: 'navy.png', bytes }];
  const { data } = await ask(server.origin, CaptionImageDocument, { image: { upload: null } }, files);
  if (data?.captionImage.__typename !== 'Caption') throw new Error('no caption');
  link = data.captionImage.image.thumbnailUrl ?? '';
});
afterAll(() => server.stop());

/** The link with one of its parameters changed. */
function changed(name: string, change: (value: string) => string): string {
  const url = new URL(link, server.origin);
  url.searchParams.set(name, change(url.searchParams.get(name) ?? ''));
  return url.href;
}

describe('thumbnails', () => {
  it('are small WebP pictures that only this browser keeps', async () => {
    expect(link).toMatch(/^\/thumbnails\/[^/?]+\?expires=\d+&signature=[\w-]+$/);
    const response = await fetch(server.origin + link);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('cache-control')).toMatch(/^private/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const { format, width, height } = await sharp(await response.arrayBuffer()).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 320, height: 240 });
    const head = await fetch(server.origin + link, { method: 'HEAD' });
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(0);
  });

  it.each([
    [
      'another signature',
      () => changed('signature', (value) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)),
    ],
    ['a short signature', () => changed('signature', (value) => value.slice(1))],
    ['no signature', () => changed('signature', () => '')],
    ['a later end', () => changed('expires', (value) => (Number(value) + 1).toString())],
    [
      'another caption',
      () => server.origin + link.replace(/\/thumbnails\/[^?]+/, '/thumbnails/Q2FwdGlvbjoy'),
    ],
    ['nothing but the id', () => server.origin + link.replace(/\?.*/, '')],
    ['a broken escape', () => `${server.origin}/thumbnails/%ZZ${link.replace(/^[^?]*/, '')}`],
  ])('are not given for a link with %s', async (_what, url) => {
    const response = await fetch(url());
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
  });

  it('are given for one hour', async () => {
    const made = now;
    now = made + 3_599_000;
    expect((await fetch(server.origin + link)).status).toBe(200);
    now = made + 3_600_000;
    expect((await fetch(server.origin + link)).status).toBe(403);
    now = made;
  });

  it('are not offered where the picture is gone', async () => {
    const { data } = await ask(server.origin, CaptionDocument, { id: 'Q2FwdGlvbjox' });
    const sha256 = data?.caption?.image.sha256 ?? '';
    await rm(join(server.data.blobs, sha256.slice(0, 2), sha256));
    const again = await ask(server.origin, CaptionDocument, { id: 'Q2FwdGlvbjox' });
    expect(again.data?.caption?.image).toMatchObject({ sha256, thumbnailUrl: null });
  });
});

describe('the secret', () => {
  it('is made once, for its owner alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'ofa-caption-secret-'));
    const path = join(directory, 'secret');
    const secrets = await Promise.all([readSecret(path), readSecret(path), readSecret(path)]);
    expect(new Set(secrets.map((secret) => secret.toString('hex')))).toHaveProperty('size', 1);
    expect(secrets[0]).toHaveLength(32);
    // Windows has no such modes.
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600);
    await rm(directory, { recursive: true });
  });
});
