import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/errors/invalid-input-error.js';
import { liveBuffers } from '../live-buffers.js';
import {
  CancelCaptionJobDocument,
  CaptionJobDocument,
  CaptionJobsDocument,
  CaptionsDocument,
  CreateCaptionJobDocument,
  RetryCaptionJobDocument,
} from '../graphql/generated/graphql.js';
import { multipartClosing, multipartHeaders, textPart } from './raw-client.js';
import { startTestServer, type TestServer } from './test-server.js';
import { ask } from './upload-client.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const timings = { queueMs: 1, preprocessMs: 2, inferenceMs: 3, totalMs: 6 };

async function createJob(count: number): Promise<string> {
  const images = Array.from({ length: count }, () => ({ base64: 'AAAA' }));
  const { data } = await ask(server.origin, CreateCaptionJobDocument, { images });
  if (data?.createCaptionJob.__typename !== 'CaptionJob') throw new Error(JSON.stringify(data));
  return data.createCaptionJob.id;
}

/** Sends files that are made up while they are sent, so that this side keeps none of them. */
async function sendJob(
  files: readonly { readonly name: string; readonly bytes: number }[],
): Promise<unknown> {
  const query =
    'mutation ($images: [ImageInput!]!) { createCaptionJob(images: $images) { ... on CaptionJob { total } } }';
  const variables = { images: files.map(() => ({ upload: null })) };
  const map = Object.fromEntries(files.map((_, index) => [index, [`variables.images.${index}.upload`]]));
  function* body(): Generator<string | Buffer> {
    yield textPart('operations', JSON.stringify({ query, variables }));
    yield textPart('map', JSON.stringify(map));
    for (const [index, { name, bytes }] of files.entries()) {
      yield `--test-boundary\r\ncontent-disposition: form-data; name="${index}"; filename="${name}"\r\n\r\n`;
      yield Buffer.alloc(bytes, index % 251);
      yield '\r\n';
    }
    yield multipartClosing.trimStart();
  }
  const sending = request(`${server.origin}/graphql`, { method: 'POST', headers: multipartHeaders });
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  await pipeline(Readable.from(body()), sending);
  return json((await answered)[0]);
}

async function fail(captionId: number): Promise<void> {
  const error = { code: 'BAD_IMAGE', message: 'Damaged.' } as const;
  await server.changes.end([{ id: captionId, attempts: 1, timings, error, status: 'FAILED' }], new Date());
}

describe('a job', () => {
  it('takes pictures from every source, options and a key', async () => {
    const images = [{ upload: null }, { base64: 'AAAA' }, { url: 'https://pictures.example/a.jpg' }];
    const options = { alternatives: 1, timeoutMs: 500, priority: 'HIGH', reuse: false } as const;
    const { data, errors } = await ask(
      server.origin,
      CreateCaptionJobDocument,
      { images, options, idempotencyKey: 'monday' },
      [{ path: 'images.0.upload', name: 'a.png', bytes: new Uint8Array(3) }],
    );
    expect(errors).toEqual([]);
    expect(data?.createCaptionJob).toMatchObject({
      __typename: 'CaptionJob',
      status: 'QUEUED',
      total: 3,
      progress: 0,
      etaMs: null,
    });
    expect(server.jobs.requests).toMatchObject([
      {
        sources: [{ kind: 'upload', picture: { name: 'a.png' } }, { kind: 'base64' }, { kind: 'url' }],
        options: { profile: null, ...options },
        idempotencyKey: 'monday',
      },
    ]);
    expect(await server.incoming()).toEqual([]);
  });

  it('is refused as a member of the union', async () => {
    server.jobs.create = () => Promise.reject(new InvalidInputError('Nothing.', ['images']));
    const { data } = await ask(server.origin, CreateCaptionJobDocument, { images: [] });
    expect(data?.createCaptionJob).toEqual({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      message: 'Nothing.',
      path: ['images'],
    });
  });

  it('says which picture was sent twice', async () => {
    const form = new FormData();
    const query =
      'mutation ($f: File) { createCaptionJob(images: [{upload: $f}, {upload: $f}]) { ... on InvalidInput { path } } }';
    form.set('operations', JSON.stringify({ query, variables: { f: null } }));
    form.set('map', '{"0": ["variables.f"]}');
    form.set('0', new Blob(['bytes']), 'a.png');
    const headers = { 'graphql-require-preflight': '1' };
    const answer = await fetch(`${server.origin}/graphql`, { method: 'POST', headers, body: form });
    expect(await answer.json()).toEqual({ data: { createCaptionJob: { path: ['images', '1', 'upload'] } } });
    expect(await server.incoming()).toEqual([]);
  });

  it('takes as many files as a request may have', { timeout: 120_000 }, async () => {
    const files = Array.from({ length: 2000 }, (_, index) => ({ name: `${index}.png`, bytes: 90_000 }));
    // What earlier tests sent may still be on its way out.
    let before = liveBuffers();
    const settled = (): boolean => before === (before = liveBuffers());
    await expect.poll(settled, { interval: 200, timeout: 10_000 }).toBe(true);
    let most = 0;
    const sampling = setInterval(() => {
      most = Math.max(most, liveBuffers() - before);
    }, 100);
    const answer = await sendJob(files);
    clearInterval(sampling);
    expect(answer).toMatchObject({ data: { createCaptionJob: { total: 2000 } } });
    const names = server.jobs.requests[0]?.sources.map((source) =>
      source.kind === 'upload' ? source.picture.name : null,
    );
    expect(names).toEqual(files.map(({ name }) => name));
    // Of 180 MB: what is on its way, here and there.
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(60_000_000);
    expect(await server.incoming()).toEqual([]);
  });

  it('is found again with its captions, by page and by status', async () => {
    const id = await createJob(25);
    await fail(3);
    server.jobs.eta = 1234.6;
    const first = await ask(server.origin, CaptionJobDocument, { id });
    expect(first.data?.captionJob).toMatchObject({
      id,
      status: 'RUNNING',
      total: 25,
      failed: 1,
      progress: 0.04,
      etaMs: 1235,
      captions: { totalCount: 25, pageInfo: { hasNextPage: true } },
    });
    const page = first.data?.captionJob?.captions;
    expect(page?.edges).toHaveLength(20);
    expect(page?.edges[0]?.node.job).toEqual({ id });
    const rest = await ask(server.origin, CaptionJobDocument, { id, after: page?.pageInfo.endCursor ?? '' });
    expect(rest.data?.captionJob?.captions.edges).toHaveLength(5);
    const failed = await ask(server.origin, CaptionJobDocument, { id, status: 'FAILED' });
    expect(failed.data?.captionJob?.captions).toMatchObject({
      totalCount: 1,
      edges: [{ node: { error: { code: 'BAD_IMAGE' } } }],
    });
  });

  it('filters captions, also where its id is none', async () => {
    const [one, two] = [await createJob(2), await createJob(3)];
    const count = async (jobId: string) =>
      (await ask(server.origin, CaptionsDocument, { filter: { jobId } })).data?.captions.totalCount;
    expect([await count(one), await count(two)]).toEqual([2, 3]);
    const unknown = Buffer.from('CaptionJob:77').toString('base64');
    for (const id of [unknown, 'nonsense', '', one.slice(1)]) expect(await count(id)).toBe(0);
  });

  it('is listed, newest first, and by status', async () => {
    const ids = [await createJob(1), await createJob(1), await createJob(1)];
    await fail(2);
    const all = await ask(server.origin, CaptionJobsDocument, { first: 2 });
    expect(all.data?.captionJobs).toMatchObject({
      totalCount: 3,
      edges: [{ node: { id: ids[2] } }, { node: { id: ids[1] } }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const failed = await ask(server.origin, CaptionJobsDocument, { status: 'FAILED' });
    expect(failed.data?.captionJobs).toMatchObject({ totalCount: 1, edges: [{ node: { id: ids[1] } }] });
  });

  it('is canceled and taken up again', async () => {
    const id = await createJob(2);
    await fail(1);
    const canceled = await ask(server.origin, CancelCaptionJobDocument, { id });
    expect(canceled.data?.cancelCaptionJob).toMatchObject({ id, status: 'CANCELED', failed: 1, canceled: 1 });
    const retried = await ask(server.origin, RetryCaptionJobDocument, { id });
    expect(retried.data?.retryCaptionJob).toMatchObject({ id, status: 'RUNNING', failed: 0, canceled: 0 });
  });

  it.each(['nonsense', Buffer.from('CaptionJob:9').toString('base64')])('is not found by %s', async (id) => {
    const canceled = await ask(server.origin, CancelCaptionJobDocument, { id });
    const retried = await ask(server.origin, RetryCaptionJobDocument, { id });
    for (const { errors } of [canceled, retried]) {
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    expect((await ask(server.origin, CaptionJobDocument, { id })).data?.captionJob).toBeNull();
  });
});
