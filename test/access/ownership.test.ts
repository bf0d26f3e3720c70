import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BuiltServer } from '../acceptance/built-server.js';
import { runProgram } from '../cli/run-program.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { askAs } from './key-client.js';

let server: BuiltServer;
let alice: string;
let bob: string;
let pictures: string[];

beforeAll(async () => {
  const data = await temporaryDirectory();
  server = await (await BuiltServer.start(data)).ready();
  const create = async (name: string) =>
    (await runProgram(['keys', 'create', '--role', 'client', '--name', name, '--data', data])).stdout.trim();
  const names = ['dog.webp', 'horse.webp', 'cow.webp'];
  pictures = await Promise.all(
    names.map((name) => readFile(new URL(`../photos/${name}`, import.meta.url), 'base64')),
  );
  // Before there is a key: nobody's.
  await caption(null, 0);
  alice = await create('alice');
  bob = await create('bob');
});
afterAll(() => server.stop('SIGTERM'));

interface Captioned {
  readonly text: string;
  readonly cached: boolean;
}

async function caption(key: string | null, picture: number): Promise<Captioned> {
  const query =
    'mutation ($p: String!) { captionImage(image: {base64: $p}) { ... on Caption { text cached } ... on Error { message } } }';
  const { data, errors } = await askAs(server.url, key, query, { p: pictures[picture] });
  expect(errors).toEqual([]);
  return data?.['captionImage'] as Captioned;
}

async function job(key: string, picture: number, idempotencyKey: string): Promise<unknown> {
  const query =
    'mutation ($p: String!, $k: String) { createCaptionJob(images: [{base64: $p}], idempotencyKey: $k) { ... on CaptionJob { id } ... on Error { code } } }';
  const { data } = await askAs(server.url, key, query, { p: pictures[picture], k: idempotencyKey });
  return data?.['createCaptionJob'];
}

async function jobCaption(key: string, id: string): Promise<unknown> {
  const query =
    'query ($id: ID!) { captionJob(id: $id) { status captions { edges { node { text cached } } } } }';
  return vi.waitFor(async () => {
    const { data } = await askAs(server.url, key, query, { id });
    expect(data).toMatchObject({ captionJob: { status: 'SUCCEEDED' } });
    return (data as { captionJob: { captions: { edges: { node: unknown }[] } } }).captionJob.captions.edges[0]
      ?.node;
  }, 20_000);
}

describe('what one owner has asked', () => {
  it('is taken again for this owner only, not even what was nobody’s', async () => {
    const first = await caption(alice, 0);
    expect(first.cached).toBe(false);
    expect(await caption(alice, 0)).toEqual({ ...first, cached: true });
    expect(await caption(bob, 0)).toEqual({ ...first, cached: false });
    expect(await caption(bob, 0)).toEqual({ ...first, cached: true });
  });

  it('shares a place in a batch with the same owner’s only', async () => {
    const asked = await Promise.all([alice, bob, alice, bob, alice].map((key) => caption(key, 1)));
    const computed = (key: string) =>
      asked.filter(({ cached }, index) => !cached && [alice, bob, alice, bob, alice][index] === key).length;
    expect([computed(alice), computed(bob)]).toEqual([1, 1]);
    expect(new Set(asked.map(({ text }) => text)).size).toBe(1);
  });

  it('is found again by its idempotency key by this owner only', async () => {
    const first = await job(alice, 2, 'monday');
    expect(await job(alice, 2, 'monday')).toEqual(first);
    expect(await job(alice, 0, 'monday')).toEqual({ code: 'INVALID_INPUT' });
    const other = await job(bob, 2, 'monday');
    expect(other).toHaveProperty('id');
    expect(other).not.toEqual(first);
    const idOf = (value: unknown) => (value as { id: string }).id;
    expect(await jobCaption(alice, idOf(first))).toMatchObject({ cached: false });
    expect(await jobCaption(bob, idOf(other))).toMatchObject({ cached: false });
    expect(await jobCaption(alice, idOf(await job(alice, 2, 'tuesday')))).toMatchObject({ cached: true });
  });
});
