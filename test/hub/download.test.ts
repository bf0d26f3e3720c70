import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hubKinds } from '../../src/hub/hub-model.js';
import { embeddedFiles, LocalHub, startOf, type Files } from './local-hub.js';
import { arrived, pullFrom } from './pulling.js';

const weights = 'model.safetensors';
let files: Files;
beforeAll(async () => {
  files = await embeddedFiles();
});

let hub: LocalHub;
afterEach(() => hub.stop());

const needed = ['README.md', 'config.json', 'configuration.json', 'merges.txt', weights, 'vocab.json'];

describe.each(hubKinds)('%s', (kind) => {
  test('what the program needs arrives, byte for byte, and nothing else is asked for', async () => {
    hub = await LocalHub.start(kind, files);
    const { folder, retries } = await pullFrom(hub);
    const got = await arrived(folder);
    expect([...got.keys()].sort()).toEqual(needed);
    for (const [name, bytes] of got)
      expect(bytes.equals(files.get(name) ?? Buffer.alloc(0)), name).toBe(true);
    expect(retries).toEqual([]);
    expect(hub.asked('modeling_ofa.py')).toEqual([]);
    expect(hub.seen[0]?.headers['user-agent']).toMatch(/^ofa-caption\/\d/);
  });

  test('a connection that breaks off twice is taken up where it broke', async () => {
    hub = await LocalHub.start(kind, files);
    const bytes = files.get(weights)!;
    const ends = [5_000_000, 12_000_000];
    hub.intercept = (seen, response) => {
      const end = seen.file === weights ? ends.shift() : undefined;
      if (end === undefined) return false;
      const start = startOf(seen.headers.range);
      const headers = { etag: hub.etag(weights), 'content-length': bytes.length - start };
      const range = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
      response.writeHead(start === 0 ? 200 : 206, { ...headers, 'content-range': range });
      response.write(bytes.subarray(start, end), () => response.socket?.end());
      return true;
    };
    const { folder, retries } = await pullFrom(hub);
    expect((await arrived(folder)).get(weights)?.equals(bytes)).toBe(true);
    expect(retries).toHaveLength(2);
    expect(retries[0]).toContain('broke off');
    const [first, second, third] = hub.asked(weights).map(({ headers }) => startOf(headers.range));
    expect(first).toBe(0);
    // What was on its way within the client when the connection broke may be asked for again.
    expect(second).toBeGreaterThan(4_000_000);
    expect(second).toBeLessThanOrEqual(5_000_000);
    expect(third).toBeGreaterThan(11_000_000);
    expect(third).toBeLessThanOrEqual(12_000_000);
    expect(hub.asked(weights)[1]?.headers['if-range']).toBe(hub.etag(weights));
  });

  test('a wrong file is fetched once more from its beginning', async () => {
    hub = await LocalHub.start(kind, files);
    hub.intercept = (seen, response) => {
      if (seen.file !== 'vocab.json' || hub.asked('vocab.json').length > 1) return false;
      const spoiled = Buffer.from(files.get('vocab.json')!);
      spoiled[100] = 0;
      response.writeHead(200, { 'content-length': spoiled.length }).end(spoiled);
      return true;
    };
    const { folder } = await pullFrom(hub);
    expect((await arrived(folder)).get('vocab.json')?.equals(files.get('vocab.json')!)).toBe(true);
    expect(hub.asked('vocab.json').map(({ headers }) => headers.range)).toEqual([undefined, undefined]);
  });

  test('a file that stays wrong is refused and thrown away', async () => {
    hub = await LocalHub.start(kind, files);
    hub.digests.set('merges.txt', 'a'.repeat(kind === 'modelscope' ? 64 : 40));
    await expect(pullFrom(hub)).rejects.toMatchObject({
      code: 'URL_UNREACHABLE',
      message: expect.stringContaining('its hash is wrong') as string,
    });
    expect(hub.asked('merges.txt')).toHaveLength(2);
  });

  test('an unknown model is not found, and asked for once', async () => {
    hub = await LocalHub.start(kind, files);
    await expect(pullFrom(hub, { id: 'damo/ofa-mimi-en' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('damo/ofa-mimi-en') as string,
    });
    expect(hub.seen).toHaveLength(1);
  });

  test.each([
    '../outside.txt',
    '/etc/passwd',
    'a/../../b',
    'C:\\windows.txt',
    'a\0b',
    'assets//x',
    'red\u001b[31m',
  ])('a listing with %j is refused before anything is written', async (path) => {
    hub = await LocalHub.start(kind, files);
    hub.files.set(path, Buffer.from('evil'));
    await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_BLOCKED' });
    expect(hub.seen).toHaveLength(1);
  });

  test('a Chinese model is refused before its weights are asked for', async () => {
    const chinese = new Map(files);
    chinese.delete('vocab.json');
    hub = await LocalHub.start(kind, chinese.set('vocab.txt', Buffer.from('的\n')));
    await expect(pullFrom(hub)).rejects.toMatchObject({
      code: 'BAD_MODEL',
      message: expect.stringContaining('Chinese') as string,
    });
    expect(hub.seen).toHaveLength(1);
  });
});

test('safetensors come before what PyTorch pickled; shards come with their index', async () => {
  const several = new Map(files);
  several.delete(weights);
  const small = Buffer.from('weights');
  for (const name of [
    'model.safetensors.index.json',
    'model-00001-of-00002.safetensors',
    'model-00002-of-00002.safetensors',
    'pytorch_model.bin',
    'training_args.bin',
    'checkpoint.pt',
    'optimizer.pt',
  ]) {
    several.set(name, small);
  }
  hub = await LocalHub.start('huggingface', several);
  const { folder } = await pullFrom(hub);
  const names = [...(await arrived(folder)).keys()].filter((name) => /model|\.pt$|\.bin$/.test(name));
  expect(names.sort()).toEqual([
    'model-00001-of-00002.safetensors',
    'model-00002-of-00002.safetensors',
    'model.safetensors.index.json',
  ]);
});

test('a listing in pages is followed to its end, and not to another host', async () => {
  hub = await LocalHub.start('huggingface', files);
  const all = [...files].map(([path, bytes]) => ({ type: 'file', path, size: bytes.length }));
  hub.intercept = ({ file, target }, response) => {
    if (file !== null) return false;
    const cursor = new URL(target, hub.url).searchParams.get('cursor');
    if (cursor === null) {
      response.setHeader('link', '<https://hub.invalid/api/models/x/tree/main?cursor=abc%3D>; rel="next"');
    }
    response.end(JSON.stringify(cursor === 'abc=' ? all.slice(3) : all.slice(0, 3)));
    return true;
  };
  const { folder } = await pullFrom(hub);
  expect([...(await arrived(folder)).keys()].sort()).toEqual(needed);
});

test('a model larger than the disk is refused before any file is asked for', async () => {
  hub = await LocalHub.start('modelscope', files);
  hub.intercept = ({ file }, response) => {
    if (file !== null) return false;
    const entries = [...files.keys()].map((path) => ({ Path: path, Type: 'blob', Size: 1e15, Sha256: '' }));
    response.end(JSON.stringify({ Code: 200, Data: { Files: entries } }));
    return true;
  };
  await expect(pullFrom(hub)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('MiB left') as string,
  });
  expect(hub.seen).toHaveLength(1);
});
