import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaptionImageDocument, ModelsDocument } from '../graphql/generated/graphql.js';
import { multipartClosing, multipartHeaders, multipartOpening, RawClient } from './raw-client.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask, multipartForm, preflightHeader, readAnswer } from './upload-client.js';

let server: TestServer;
afterEach(() => server.stop());

const upload = 'mutation ($image: ImageInput!) { captionImage(image: $image) { __typename } }';
const noImage = { image: { upload: null } };
const opening = multipartOpening(upload, noImage, 'variables.image.upload');

function file(bytes: number) {
  return { path: 'image.upload', name: 'picture.png', bytes: new Uint8Array(bytes).fill(1) };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => {
    expect(await condition()).toBe(true);
  }, 10_000);
}

describe('limits', () => {
  it('takes a file of exactly 50 MB and refuses one byte more', async () => {
    server = await startTestServer();
    const largest = await ask(server.origin, CaptionImageDocument, noImage, [file(50_000_000)]);
    expect(largest.data?.captionImage).toMatchObject({ __typename: 'Caption', image: { bytes: 50_000_000 } });
    const larger = await ask(server.origin, CaptionImageDocument, noImage, [file(50_000_001)]);
    expect(larger.status).toBe(413);
    expect(larger.errors).toMatchObject([{ extensions: { code: 'IMAGE_TOO_LARGE' } }]);
    expect(await server.incoming()).toEqual([]);
  });

  it('refuses a request that announces more than 200 MB before it is sent', async () => {
    server = await startTestServer();
    for (const headers of [multipartHeaders, { 'content-type': 'application/json' }]) {
      const client = await RawClient.open(server.port);
      client.head('POST /graphql', { ...headers, 'content-length': 200_000_001 });
      await until(() => client.received.includes('IMAGE_TOO_LARGE'));
      expect(client.received).toContain('HTTP/1.1 413');
      client.socket.destroy();
    }
  });

  it('refuses without inviting a client that asks first, and closes', async () => {
    server = await startTestServer();
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', {
      ...multipartHeaders,
      expect: '100-continue',
      'content-length': 300_000_000,
    });
    await until(() => client.closed);
    expect(client.received).toMatch(/^HTTP\/1\.1 413/);
  });

  it('invites a client that asks first', async () => {
    server = await startTestServer();
    const body = `${opening}picture${multipartClosing}`;
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', {
      ...multipartHeaders,
      expect: '100-continue',
      'content-length': body.length,
    });
    await until(() => client.received.startsWith('HTTP/1.1 100 Continue'));
    await client.send(body);
    await until(() => client.received.includes('"__typename":"Caption"'));
    client.socket.destroy();
  });

  it('answers a client that does not announce its size and is still sending', async () => {
    server = await startTestServer({ limits: { requestBytes: 100_000, lingerMs: 3000 } });
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', { ...multipartHeaders, 'transfer-encoding': 'chunked' });
    const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`;
    await client.send(`${opening.length.toString(16)}\r\n${opening}\r\n`);
    for (let sent = 0; sent < 100; sent++) await client.send(chunk);
    await until(() => client.received.includes('IMAGE_TOO_LARGE'));
    expect(client.closed).toBe(false);
    // It may finish what it began, and go on with the same connection.
    await client.send('0\r\n\r\n');
    client.head('GET /livez', {});
    await until(() => client.received.includes('{"alive":true}'));
    client.socket.destroy();
    expect(await server.incoming()).toEqual([]);
  });

  it('does not listen to a refused client for ever', async () => {
    server = await startTestServer({ limits: { requestBytes: 100_000, lingerMs: 200 } });
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', { 'content-type': 'application/json', 'content-length': 100_001 });
    await until(() => client.closed);
    expect(client.received).toContain('IMAGE_TOO_LARGE');
  });

  it('bounds JSON bodies, text fields and the number of files', async () => {
    server = await startTestServer({ limits: { requestBytes: 100_000, fieldBytes: 2000, files: 2 } });
    const json = await ask(server.origin, CaptionImageDocument, { image: { base64: 'A'.repeat(100_000) } });
    const field = await ask(server.origin, CaptionImageDocument, { ...noImage, unused: 'x'.repeat(2000) }, [
      file(10),
    ]);
    const files = [0, 1, 2].map(() => file(10));
    const many = await ask(server.origin, CaptionImageDocument, noImage, files);
    for (const answer of [json, field, many]) {
      expect(answer.status).toBe(413);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'IMAGE_TOO_LARGE' } }]);
    }
    expect(await server.incoming()).toEqual([]);
  });

  it('bounds what is read at once, and takes the next request when that is over', async () => {
    server = await startTestServer({ limits: { receivingBytes: 100_000 } });
    const slow = await RawClient.open(server.port);
    slow.head('POST /graphql', { ...multipartHeaders, 'transfer-encoding': 'chunked' });
    await slow.send(`${opening.length.toString(16)}\r\n${opening}\r\n`);
    await slow.send(`13880\r\n${'x'.repeat(80_000)}\r\n`);
    await until(async () => (await server.incoming()).length === 1);

    const refused = await ask(server.origin, CaptionImageDocument, noImage, [file(30_000)]);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'QUEUE_FULL' } }]);
    const small = await ask(server.origin, ModelsDocument, {});
    expect(small.data?.models).toHaveLength(1);

    slow.socket.destroy();
    await until(async () => (await server.incoming()).length === 0);
    const taken = await ask(server.origin, CaptionImageDocument, noImage, [file(30_000)]);
    expect(taken.data?.captionImage.__typename).toBe('Caption');
  });

  it('refuses no more of many requests than do not fit', async () => {
    server = await startTestServer({ limits: { receivingBytes: 5_000_000 } });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(server.origin, CaptionImageDocument, noImage, [file(1_200_000)])),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(3);
  });

  it('drops a client that stops sending', async () => {
    server = await startTestServer({ limits: { stallMs: 200 } });
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', { ...multipartHeaders, 'content-length': 100_000 });
    await client.send(`${opening}beginning`);
    await until(() => client.closed);
    await until(async () => (await server.incoming()).length === 0);
    expect(server.logLines.filter((line) => line.includes('unexpected'))).toEqual([]);
  });
});

describe('uploaded files', () => {
  it('leaves nothing of an upload that breaks off', async () => {
    server = await startTestServer();
    const client = await RawClient.open(server.port);
    client.head('POST /graphql', { ...multipartHeaders, 'content-length': 1_000_000 });
    await client.send(`${opening}${'x'.repeat(300_000)}`);
    await until(async () => (await server.incoming()).length === 1);
    client.socket.destroy();
    await until(async () => (await server.incoming()).length === 0);
    expect(server.logLines.filter((line) => line.includes('unexpected'))).toEqual([]);
  });

  it('leaves nothing of files that no resolver took', async () => {
    server = await startTestServer();
    const unused = await fetch(`${server.origin}/graphql`, {
      method: 'POST',
      headers: preflightHeader,
      body: multipartForm('{ models { name } }', { file: null }, [{ ...file(1000), path: 'file' }]),
    });
    expect(await readAnswer(unused)).toMatchObject({ status: 200, errors: [] });
    const invalid = await fetch(`${server.origin}/graphql`, {
      method: 'POST',
      headers: preflightHeader,
      body: multipartForm('{ nothing }', { file: null }, [{ ...file(1000), path: 'file' }]),
    });
    expect((await readAnswer(invalid)).errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    await until(async () => (await server.incoming()).length === 0);
  });

  it('tells the resolver when the client goes away, and cleans up after it', async () => {
    server = await startTestServer();
    let asked = false;
    const aborted = new Promise<unknown>((resolve) => {
      server.captions.script = (_request, signal) =>
        new Promise((_resolve, reject) => {
          asked = true;
          signal?.addEventListener('abort', () => {
            resolve(signal.reason);
            reject(new Error('nobody waits'));
          });
        });
    });
    const client = await RawClient.open(server.port);
    const body = `${opening}picture${multipartClosing}`;
    client.head('POST /graphql', { ...multipartHeaders, 'content-length': body.length });
    await client.send(body);
    // The file lies there before the resolver is asked for it.
    await until(async () => asked && (await server.incoming()).length === 1);
    client.socket.destroy();
    expect(await aborted).toMatchObject({ code: 'CANCELED' });
    await until(async () => (await server.incoming()).length === 0);
  });

  it('keeps many uploads at once apart', async () => {
    server = await startTestServer();
    const sizes = Array.from({ length: 60 }, (_, index) => 10_000 + index * 5000);
    const answers = await Promise.all(
      sizes.map((size) => ask(server.origin, CaptionImageDocument, noImage, [file(size)])),
    );
    const received = answers.map(({ data }) =>
      data?.captionImage.__typename === 'Caption' ? data.captionImage.image.bytes : null,
    );
    expect(received).toEqual(sizes);
    expect(await server.incoming()).toEqual([]);
  });
});
