import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunFacts } from '../../src/storage/caption-changes.js';
import type { CaptionEnding, NewCaption } from '../../src/storage/caption-columns.js';
import type { InferenceRunRow } from '../../src/storage/run-records.js';
import { RunRecords } from '../../src/storage/run-records.js';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { ask } from '../http/upload-client.js';
import {
  CaptionDocument,
  CaptionsDocument,
  ModelsDocument,
  type CaptionsQueryVariables,
} from './generated/graphql.js';

/** Counts how often the runs are asked for. */
class CountedRunRecords extends RunRecords {
  calls = 0;

  override byIds(ids: readonly number[]): Promise<InferenceRunRow[]> {
    this.calls++;
    return super.byIds(ids);
  }
}

let server: TestServer;

const image = { name: null, url: null, sha256: null, bytes: null, width: null, height: null, format: null };
const timings = { queueMs: 1, preprocessMs: 2, inferenceMs: 3, totalMs: 6 };
const run: RunFacts = {
  model: 'scripted',
  device: 'cpu',
  precision: 'FP32',
  batchSize: 2,
  durationMs: 5,
  tokens: 9,
  error: null,
  startedAt: new Date(),
};

function newCaption(change: Partial<NewCaption> = {}): NewCaption {
  return {
    image,
    modelName: 'scripted',
    modelHash: 'x',
    profileId: 1,
    alternativesWanted: 1,
    timeoutMs: 1000,
    priority: 'NORMAL',
    reuse: true,
    seed: null,
    resultKey: null,
    createdAt: new Date(),
    ...change,
  };
}

async function succeeded(text: string, change: Partial<NewCaption> = {}): Promise<number> {
  const { id } = await server.changes.accept(newCaption(change));
  const hypotheses = [
    { text, score: -0.25 },
    { text: `${text} again`, score: -0.5 },
    { text: `${text} and again`, score: -0.75 },
  ];
  const ending: CaptionEnding = { id, attempts: 1, timings, hypotheses, cached: false };
  await server.changes.recordRun(run, [ending], new Date());
  return id;
}

function nodeId(type: string, id: number | string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}

async function texts(variables: CaptionsQueryVariables) {
  const { data, errors } = await ask(server.origin, CaptionsDocument, variables);
  expect(errors).toEqual([]);
  return data?.captions.edges.map(({ node }) => node.text);
}

function query(text: string) {
  return ask(server.origin, parse(text) as TypedDocumentNode<Record<string, unknown>, object>, {});
}

describe('captions', () => {
  const start = new Date('2030-01-01T00:00:00Z').getTime();

  beforeAll(async () => {
    server = await startTestServer();
    for (let index = 1; index <= 25; index++) {
      await succeeded(`picture number${index} of a ${index % 2 === 0 ? 'Dog' : 'cat'}`, {
        createdAt: new Date(start + index * 1000),
      });
    }
  });
  afterAll(() => server.stop());

  it('come newest first, 20 by default, and in pages both ways', async () => {
    const first = await ask(server.origin, CaptionsDocument, {});
    expect(first.data?.captions.edges).toHaveLength(20);
    expect(first.data?.captions.totalCount).toBe(25);
    expect(first.data?.captions.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.data?.captions.edges[0]?.node.text).toContain('number25');
    const after = first.data?.captions.pageInfo.endCursor ?? null;
    const second = await ask(server.origin, CaptionsDocument, { after });
    expect(second.data?.captions.edges.map(({ node }) => node.text?.split(' ')[1])).toEqual(
      [5, 4, 3, 2, 1].map((index) => `number${index}`),
    );
    expect(second.data?.captions.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const before = second.data?.captions.pageInfo.startCursor ?? null;
    const back = await ask(server.origin, CaptionsDocument, { last: 2, before });
    expect(back.data?.captions.edges.map(({ node }) => node.text?.split(' ')[1])).toEqual([
      'number7',
      'number6',
    ]);
    expect(back.data?.captions.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('have empty pages too', async () => {
    const { data } = await ask(server.origin, CaptionsDocument, { first: 0 });
    expect(data?.captions).toMatchObject({
      edges: [],
      totalCount: 25,
      pageInfo: { startCursor: null, endCursor: null },
    });
  });

  it.each([
    [{ first: 101 }, 'first'],
    [{ last: 101 }, 'last'],
    [{ first: -1 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ after: 'nonsense' }, 'after'],
    [{ before: nodeId('Profile', 1) }, 'before'],
  ])('refuse %j', async (variables, argument) => {
    const { errors, data } = await ask(server.origin, CaptionsDocument, variables);
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' }, path: ['captions'] }]);
    expect(errors[0]?.message).toContain(argument);
  });

  it('take pages of 100', async () => {
    expect(await texts({ first: 100 })).toHaveLength(25);
    expect(await texts({ last: 100 })).toHaveLength(25);
  });

  it('are found by words, beginnings of words, and times', async () => {
    expect(await texts({ filter: { text: 'DOG number2' } })).toHaveLength(4);
    expect(await texts({ filter: { text: 'number25' } })).toEqual(['picture number25 of a cat']);
    expect(await texts({ filter: { text: 'no such word' } })).toEqual([]);
    expect(await texts({ filter: { text: '"* OR (' } })).toEqual([]);
    const createdAfter = new Date(start + 20_000).toISOString();
    const createdBefore = new Date(start + 23_000).toISOString();
    expect(await texts({ filter: { createdAfter, createdBefore } })).toHaveLength(2);
    expect(await texts({ filter: { createdAfter: '2030-01-01T01:00:20+01:00' } })).toHaveLength(5);
  });

  it('are found by status, model and profile', async () => {
    expect(await texts({ filter: { status: 'SUCCEEDED' } })).toHaveLength(20);
    expect(await texts({ filter: { status: 'FAILED' } })).toEqual([]);
    expect(await texts({ filter: { model: 'scripted', profile: 'auto' }, first: 3 })).toHaveLength(3);
    expect(await texts({ filter: { model: 'another' } })).toEqual([]);
    expect(await texts({ filter: { profile: 'another' } })).toEqual([]);
  });

  it('have as many alternatives as were asked for, without the best one', async () => {
    const { data } = await ask(server.origin, CaptionDocument, { id: nodeId('Caption', 1) });
    expect(data?.caption).toMatchObject({
      text: 'picture number1 of a cat',
      score: -0.25,
      alternatives: [{ text: 'picture number1 of a cat again', score: -0.5 }],
    });
  });

  it('are counted only where the count is asked for', async () => {
    const { data } = await query('{ captions(first: 1) { edges { node { id } } } }');
    expect(data).toEqual({ captions: { edges: [{ node: { id: nodeId('Caption', 25) } }] } });
  });
});

describe('a caption on its way', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('has null for what is not known yet, and an error exactly when it failed', async () => {
    const { id } = await server.changes.accept(newCaption());
    const waiting = await ask(server.origin, CaptionDocument, { id: nodeId('Caption', id) });
    expect(waiting.data?.caption).toMatchObject({
      status: 'QUEUED',
      text: null,
      score: null,
      alternatives: [],
      error: null,
      timings: null,
      run: null,
      finishedAt: null,
      image: { name: null, thumbnailUrl: null },
    });
    const error = { code: 'TIMEOUT', message: 'Too slow.' } as const;
    await server.changes.end([{ id, attempts: 2, timings, error, status: 'FAILED' }], new Date());
    const failed = await ask(server.origin, CaptionDocument, { id: nodeId('Caption', id) });
    expect(failed.data?.caption).toMatchObject({
      status: 'FAILED',
      attempts: 2,
      error: { code: 'TIMEOUT', message: 'Too slow.', retryable: true },
      timings,
    });
  });

  it('loses its model and its profile with them', async () => {
    const { id } = await server.changes.accept(newCaption({ modelName: 'removed' }));
    await server.database.profile.deleteMany();
    const { data } = await ask(server.origin, CaptionDocument, { id: nodeId('Caption', id) });
    expect(data?.caption).toMatchObject({ model: null, profile: null });
  });
});

describe('nodes', () => {
  beforeAll(async () => {
    server = await startTestServer();
    await succeeded('a node');
  });
  afterAll(() => server.stop());

  it.each([
    ['Caption', 1, { text: 'a node' }],
    ['InferenceRun', 1, { batchSize: 2, precision: 'FP32', succeeded: true, error: null, tokens: 9 }],
    ['Profile', 1, { name: 'auto', builtIn: true, active: true, beamSize: null, queueSize: 64 }],
    ['Model', 'scripted', { name: 'scripted', parameters: 12_000_000, license: null, loaded: true }],
  ])('are found by id: %s', async (type, id, fields) => {
    const { data, errors } = await query(
      `{ node(id: "${nodeId(type, id)}") { __typename id ... on ${type} { ${Object.keys(fields)
        .map((field) => (field === 'error' ? 'error { code }' : field))
        .join(' ')} } } }`,
    );
    expect(errors).toEqual([]);
    expect(data?.['node']).toEqual({ __typename: type, id: nodeId(type, id), ...fields });
  });

  it.each([
    '',
    'nonsense',
    '1',
    'Caption:1',
    nodeId('Caption', 2),
    nodeId('Caption', 0),
    nodeId('Caption', -1),
    nodeId('Caption', '1.0'),
    nodeId('Caption', '1e0'),
    nodeId('Caption', '01'),
    nodeId('Caption', 2 ** 31),
    nodeId('Caption', '9'.repeat(30)),
    nodeId('Caption', ''),
    nodeId('caption', 1),
    nodeId('Query', 1),
    nodeId('Hypothesis', 1),
    nodeId('Nothing', 1),
    nodeId('InferenceRun', 7),
    nodeId('Profile', 'auto'),
    nodeId('Model', 'none'),
    `${nodeId('Caption', 1)}!`,
    '\u0000',
  ])('are not found by %j', async (id) => {
    const { data, errors } = await query(
      `{ node(id: ${JSON.stringify(id)}) { id } caption(id: ${JSON.stringify(id)}) { id } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ node: null, caption: null });
  });

  it('are captions only where a caption is asked for', async () => {
    const { data } = await ask(server.origin, CaptionDocument, { id: nodeId('InferenceRun', 1) });
    expect(data?.caption).toBeNull();
  });

  it('lists the models', async () => {
    const { data } = await ask(server.origin, ModelsDocument, {});
    expect(data?.models).toMatchObject([{ id: nodeId('Model', 'scripted'), family: 'OFA', imageSize: 64 }]);
  });
});

describe('the runs of many captions', () => {
  it('are fetched together', async () => {
    server = await startTestServer();
    for (let index = 0; index < 10; index++) await succeeded('one of many');
    const counted = new CountedRunRecords(server.database);
    const other = await startTestServer({ captionRecords: server.captionRecords, runRecords: counted });
    const { data } = await ask(other.origin, CaptionsDocument, {});
    expect(data?.captions.edges.every(({ node }) => node.run?.batchSize === 2)).toBe(true);
    expect(counted.calls).toBe(1);
    await other.stop();
    await server.stop();
  });
});
