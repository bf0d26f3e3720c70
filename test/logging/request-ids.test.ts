import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { builtEngine, photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';

type Line = Record<string, unknown> & { msg: string };

let server: RunningServer;
let url: string;
const lines: Line[] = [];

beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line) as Line) });
  server = await startServer(testSettings(await temporaryDirectory()), { log, program: builtEngine });
  url = `${server.url.replace('localhost', '127.0.0.1')}/graphql`;
  await server.engine.ready();
});
afterAll(() => server.close());

async function send(requestId: string | null, query: string, variables: object): Promise<string | null> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (requestId !== null) headers['x-request-id'] = requestId;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  await response.text();
  return response.headers.get('x-request-id');
}

async function picture(name: string): Promise<{ base64: string }> {
  return { base64: (await readFile(photo(name))).toString('base64') };
}

const captionImage =
  'mutation ($image: ImageInput!) { captionImage(image: $image, options: {reuse: false}) { __typename } }';

async function linesWith(property: string, value: unknown, messages: readonly string[]): Promise<Line[]> {
  const found = () => lines.filter((line) => line[property] === value);
  await vi.waitFor(() => {
    expect(found().map(({ msg }) => msg)).toEqual(expect.arrayContaining([...messages]));
  });
  return found();
}

describe('the id of a request', () => {
  it('is that of the client, in the line of the request, of its caption and of its batch', async () => {
    const id = 'proxy:7f3a/1';
    expect(await send(id, captionImage, { image: await picture('dog.webp') })).toBe(id);
    const own = await linesWith('requestId', id, ['request', 'Caption']);
    const caption = own.find(({ msg }) => msg === 'Caption')!;
    expect(caption).toMatchObject({
      caption: expect.any(Number) as number,
      status: 'SUCCEEDED',
      totalMs: expect.any(Number) as number,
    });
    expect((caption['text'] as string).length).toBeLessThanOrEqual(50);
    const batch = lines.find(
      ({ msg, requestIds }) => msg === 'Batch' && (requestIds as string[] | undefined)?.includes(id),
    );
    expect(batch).toMatchObject({ batchSize: 1, captions: [caption['caption']], requestIds: [id] });
  });

  it('is a new one where the client gave none, or one that could do harm', async () => {
    for (const given of [null, 'a b', 'x'.repeat(200), '{"level":50}', 'ü']) {
      const id = await send(given, '{ models { name } }', {});
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('leads to the lines of a failed caption too', async () => {
    const id = 'bad-picture';
    await send(id, captionImage, { image: { base64: Buffer.from('no picture').toString('base64') } });
    const own = await linesWith('requestId', id, ['request', 'Caption']);
    expect(own.find(({ msg }) => msg === 'Caption')).toMatchObject({
      status: 'FAILED',
      code: 'UNSUPPORTED_FORMAT',
    });
  });

  it('leads to its job, and the job to the line of each of its captions', async () => {
    const id = 'many';
    const images = [await picture('cow.webp'), await picture('rocket.jpg')];
    await send(
      id,
      'mutation ($images: [ImageInput!]!) { createCaptionJob(images: $images) { __typename } }',
      { images },
    );
    const accepted = (await linesWith('requestId', id, ['Job'])).find(({ msg }) => msg === 'Job')!;
    expect(accepted).toMatchObject({ captions: 2 });
    await vi.waitFor(() => {
      const captions = lines.filter(({ msg, job }) => msg === 'Caption' && job === accepted['job']);
      expect(captions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    });
  });
});
