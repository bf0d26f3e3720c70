import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photo, photos } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { BuiltServer } from './built-server.js';
import { CaptionClient, captionFields, type CaptionFields } from './caption-client.js';

const expected = JSON.parse(await readFile(join(photos, 'expected.json'), 'utf8')) as Record<
  string,
  { text: string; score: number }
>;

let data: string;
let server: BuiltServer;
let client: CaptionClient;

beforeAll(async () => {
  data = await temporaryDirectory();
  server = await BuiltServer.start(data);
  client = new CaptionClient(server.url);
  await server.ready();
});

afterAll(async () => {
  await server.stop('SIGKILL');
});

/** Of the engine that was ready last, as the server logs it. */
function enginePid(): number {
  const ready = server.log
    .join('')
    .split('\n')
    .filter((line) => line.includes('"Engine ready"'));
  return (JSON.parse(ready.at(-1)!) as { engine: number }).engine;
}

describe('a picture in, a caption out', () => {
  it.each(Object.entries(expected))('captions %s as the reference does', async (name, { text, score }) => {
    const caption = await client.upload(photo(name), { alternatives: 2 });
    expect(caption).toMatchObject({
      __typename: 'Caption',
      status: 'SUCCEEDED',
      text,
      attempts: 1,
      cached: false,
    });
    expect(caption.score).toBeCloseTo(score, 3);
    expect(caption.alternatives).toHaveLength(2);
    expect(caption).toMatchObject({
      image: { name },
      model: { name: 'ofa-mini-en' },
      profile: { name: 'auto' },
    });
    const again = await client.query<{ caption: CaptionFields }>(
      `${captionFields} query ($id: ID!) { caption(id: $id) { ...Fields } }`,
      { id: caption.id },
    );
    const { __typename, ...fields } = caption;
    expect(__typename).toBe('Caption');
    const link = /^\/thumbnails\//;
    expect(again.data!.caption).toEqual({
      ...fields,
      image: { ...fields.image, thumbnailUrl: expect.stringMatching(link) as string },
    });
    const thumbnail = await fetch(server.url + fields.image.thumbnailUrl!);
    expect(thumbnail.headers.get('content-type')).toBe('image/webp');
  });

  it('takes base64, plain and as a data URL', async () => {
    const base64 = (await readFile(photo('rocket.jpg'))).toString('base64');
    for (const text of [base64, `data:image/jpeg;base64,${base64}`]) {
      expect(await client.base64(text)).toMatchObject({ text: expected['rocket.jpg']!.text });
    }
  });

  it('finds captions by words, newest first', async () => {
    const found = await client.query<{
      captions: { totalCount: number; edges: { node: { text: string } }[] };
    }>('{ captions(first: 5, filter: { text: "grass dog" }) { totalCount edges { node { text } } } }');
    expect(found.data!.captions.totalCount).toBeGreaterThanOrEqual(2);
    for (const { node } of found.data!.captions.edges) expect(node.text).toMatch(/grass/);
  });

  it('runs concurrent pictures together', async () => {
    const names = Object.keys(expected);
    const captions = await Promise.all(names.map((name) => client.upload(photo(name), { reuse: false })));
    expect(captions.map(({ text }) => text)).toEqual(names.map((name) => expected[name]!.text));
    expect(new Set(captions.map(({ run }) => run!.id)).size).toBeLessThan(names.length);
  });
});

describe('pictures that cannot be captioned', () => {
  async function file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(await temporaryDirectory(), name);
    await writeFile(path, content);
    return path;
  }

  it.each([
    ['text with a picture’s name', 'dog.jpg', 'this is not a picture', 'UNSUPPORTED_FORMAT'],
    ['SVG', 'a.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>', 'UNSUPPORTED_FORMAT'],
    ['PDF', 'a.pdf', '%PDF-1.7\n%…', 'UNSUPPORTED_FORMAT'],
    ['nothing', 'empty.png', '', 'BAD_IMAGE'],
  ])('%s', async (_, name, content, code) => {
    const answer = await client.upload(await file(name, content));
    expect(answer).toMatchObject({ __typename: 'CaptionFailed', code, retryable: false });
    expect(answer.caption).toMatchObject({
      status: 'FAILED',
      error: { code },
      image: { name, thumbnailUrl: null },
    });
  });

  it('a truncated file', async () => {
    for (const name of ['rocket.jpg', 'coffee.png', 'cow.webp']) {
      const whole = await readFile(photo(name));
      const answer = await client.upload(await file(name, whole.subarray(0, whole.length / 2)));
      expect(answer).toMatchObject({ __typename: 'CaptionFailed', code: 'BAD_IMAGE' });
    }
  });

  it('a header of 60000x60000 pixels', async () => {
    const answer = await client.upload(join(import.meta.dirname, 'fixtures/60000x60000.png'));
    expect(answer).toMatchObject({ __typename: 'CaptionFailed', code: 'IMAGE_TOO_LARGE' });
    expect(answer.message).toContain('60000');
  });

  it('what is no base64 is an error of the request', async () => {
    expect(await client.base64('*** not base64 ***')).toMatchObject({
      __typename: 'InvalidInput',
      path: ['image', 'base64'],
    });
  });

  it('errors of the request are told in the caller’s language', async () => {
    const answer = await client.upload(
      photo('rocket.jpg'),
      { timeoutMs: 0 },
      undefined,
      'zh-CN,zh;q=0.9,en;q=0.5',
    );
    expect(answer.message).toMatch(/^timeoutMs 必须是 1 到 3600000 之间的整数/);
  });

  it.each([
    ['no source', { image: {} }],
    ['two sources', { image: { base64: 'AAAA', upload: null } }],
    ['no image', {}],
  ])('%s is refused with a code', async (_, variables) => {
    const answer = await client.query(
      'mutation ($image: ImageInput!) { captionImage(image: $image) { __typename } }',
      variables,
    );
    expect(answer.errors?.[0]?.extensions.code).toBe('INVALID_INPUT');
  });

  it.each([
    [{ alternatives: 5 }, 'alternatives'],
    [{ alternatives: -1 }, 'alternatives'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ profile: 'no such profile' }, 'profile'],
  ])('option %j is refused by name', async (options, name) => {
    const answer = await client.upload(photo('rocket.jpg'), options);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', path: ['options', name] });
  });
});

async function captionsOf(name: string): Promise<CaptionFields[]> {
  const found = await client.query<{ captions: { edges: { node: CaptionFields }[] } }>(
    `${captionFields} { captions(first: 100) { edges { node { ...Fields } } } }`,
  );
  return found.data!.captions.edges.map(({ node }) => node).filter(({ image }) => image.name === name);
}

/** All captions of that photo, once none is on its way any more; each must have succeeded. */
async function untilAllEnded(name: string): Promise<CaptionFields[]> {
  for (;;) {
    const captions = await captionsOf(name);
    if (captions.every(({ status }) => ['SUCCEEDED', 'FAILED', 'CANCELED'].includes(status))) {
      for (const caption of captions) {
        expect(caption).toMatchObject({ status: 'SUCCEEDED', text: expected[name]!.text });
      }
      return captions;
    }
    await sleep(50);
  }
}

describe('when things go wrong on the way', () => {
  it('a caption survives the death of the engine that runs it', async () => {
    const before = enginePid();
    const uploads = Promise.all(
      Array.from({ length: 8 }, () => client.upload(photo('dog.webp'), { reuse: false })),
    );
    await sleep(60);
    process.kill(before, 'SIGKILL');
    for (const caption of await uploads) expect(caption.text).toBe(expected['dog.webp']!.text);
    await server.ready();
    expect(enginePid()).not.toBe(before);
  });

  it('finishes after a restart what a killed server had accepted', async () => {
    const uploads = Array.from({ length: 24 }, () =>
      client.upload(photo('mexico.webp'), { reuse: false }).catch(() => null),
    );
    while ((await captionsOf('mexico.webp')).length < 3) await sleep(10);
    await server.stop('SIGKILL');
    await Promise.all(uploads);
    server = await BuiltServer.start(data);
    client = new CaptionClient(server.url);
    const captions = await untilAllEnded('mexico.webp');
    expect(captions.length).toBeGreaterThan(2);
    expect(await readdir(join(data, 'incoming'))).toEqual([]);
  });

  it('stops on SIGTERM with status 0: what runs is finished, what waits is left to the next start', async () => {
    await server.ready();
    // A connection that the system had accepted and the server had not yet is reset; its picture was never taken in.
    const uploads = Promise.allSettled(
      Array.from({ length: 24 }, () => client.upload(photo('chelsea.png'), { reuse: false })),
    );
    await sleep(150);
    expect(await server.stop('SIGTERM')).toBe(0);
    const answers = (await uploads).flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) {
      if (answer.__typename === 'Caption') expect(answer.text).toBe(expected['chelsea.png']!.text);
      else
        expect(answer).toMatchObject({
          __typename: 'CaptionFailed',
          code: 'DEVICE_UNAVAILABLE',
          retryable: true,
        });
    }
    server = await BuiltServer.start(data);
    client = new CaptionClient(server.url);
    const accepted = await untilAllEnded('chelsea.png');
    expect(accepted.length).toBeGreaterThanOrEqual(answers.length);
  });
});
