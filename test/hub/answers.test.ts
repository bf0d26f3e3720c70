import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { CodedError } from '../../src/errors/coded-error.js';
import { embeddedFiles, LocalHub, startOf, type Files, type Intercept } from './local-hub.js';
import { arrived, newFolder, pullFrom } from './pulling.js';

const weights = 'model.safetensors';
let files: Files;
beforeAll(async () => {
  files = await embeddedFiles();
});

let hub: LocalHub;
afterEach(() => hub.stop());

/** The first `times` requests for a file get this answer instead. */
function first(file: string | null, times: number, answer: Intercept): Intercept {
  let left = times;
  return (seen, response) => (seen.file === file && left-- > 0 ? answer(seen, response) : false);
}

test('without a token 401 says how to give one, with one that it is not accepted', async () => {
  hub = await LocalHub.start('huggingface', files);
  hub.intercept = (_seen, response) => {
    response.writeHead(401).end();
    return true;
  };
  await expect(pullFrom(hub)).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
    message: expect.stringMatching(/no public model damo\/ofa-mini-en.*set HF_TOKEN/) as string,
  });
  const refused = pullFrom(hub, { environment: { HF_TOKEN: 'hf_wrong' } });
  await expect(refused).rejects.toMatchObject({
    message: expect.stringMatching(/does not accept.*HF_TOKEN/) as string,
  });
  await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('hf_wrong') as string });
  expect(hub.seen).toHaveLength(2);
});

test('a gated model names the page where its terms are accepted', async () => {
  hub = await LocalHub.start('huggingface', files);
  hub.intercept = ({ file }, response) => {
    if (file !== weights) return false;
    response.writeHead(403, { 'x-error-code': 'GatedRepo' }).end();
    return true;
  };
  await expect(pullFrom(hub)).rejects.toMatchObject({
    code: 'FORBIDDEN',
    message: expect.stringContaining(`accept its terms at ${hub.url}/damo/ofa-mini-en`) as string,
  });
});

test('too many requests: the hub’s Retry-After is waited for, in seconds or as a date', async () => {
  hub = await LocalHub.start('modelscope', files);
  const answers = [() => '1', () => new Date(Date.now() + 2900).toUTCString()];
  hub.intercept = first('config.json', 2, (_seen, response) => {
    response.writeHead(429, { 'retry-after': answers.shift()?.() }).end();
    return true;
  });
  const { waits, retries } = await pullFrom(hub);
  expect(retries.every((message) => message.includes('429'))).toBe(true);
  expect(waits[0]).toBe(1000);
  // Dates of HTTP have no fractions of seconds; without this one the wait would be 8 ms at most.
  expect(waits[1]).toBeGreaterThan(8);
  expect(waits[1]).toBeLessThanOrEqual(2900);
});

test('a hub that wants a longer wait than anybody has ends the download and says when to come back', async () => {
  hub = await LocalHub.start('modelscope', files);
  hub.intercept = (_seen, response) => {
    response.writeHead(429, { 'retry-after': '86400' }).end();
    return true;
  };
  await expect(pullFrom(hub)).rejects.toMatchObject({
    code: 'RATE_LIMITED',
    message: expect.stringContaining('in 86400 s') as string,
  });
  expect(hub.seen).toHaveLength(1);
});

test('a server in trouble is asked again, but not for ever', async () => {
  hub = await LocalHub.start('modelscope', files);
  hub.intercept = first(null, 3, (_seen, response) => {
    response.writeHead(503).end();
    return true;
  });
  expect((await pullFrom(hub)).retries).toHaveLength(3);
  const before = hub.seen.length;
  hub.intercept = (_seen, response) => {
    response.writeHead(502).end();
    return true;
  };
  await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_UNREACHABLE' });
  expect(hub.seen.length - before).toBe(6);
});

test('an answer that stalls is given up and taken up again', async () => {
  hub = await LocalHub.start('modelscope', files);
  const bytes = files.get(weights)!;
  hub.intercept = first(weights, 1, (_seen, response) => {
    response.writeHead(200, { etag: hub.etag(weights), 'content-length': bytes.length });
    response.write(bytes.subarray(0, 3_000_000));
    return true;
  });
  const { folder, retries } = await pullFrom(hub, { limits: { stallMs: 1500 } });
  expect(retries).toEqual([expect.stringContaining('nothing more came for too long')]);
  expect(startOf(hub.asked(weights)[1]?.headers.range)).toBeGreaterThan(2_000_000);
  expect((await arrived(folder)).get(weights)?.equals(bytes)).toBe(true);
});

test('an answer that never begins is a timeout', async () => {
  hub = await LocalHub.start('modelscope', files);
  hub.intercept = () => true;
  await expect(pullFrom(hub, { limits: { stallMs: 100, attempts: 2 } })).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
  expect(hub.seen).toHaveLength(2);
});

/** A download that was given up in the middle of the weights. */
async function interrupted(): Promise<Awaited<ReturnType<typeof newFolder>>> {
  const folder = await newFolder();
  const controller = new AbortController();
  const reason = new CodedError('CANCELED', 'enough');
  const onPosition = (file: string, position: number): void => {
    if (file === weights && position > 5_000_000) controller.abort(reason);
  };
  await expect(pullFrom(hub, { folder, signal: controller.signal, onPosition })).rejects.toBe(reason);
  return folder;
}

test('an interrupted download is continued: what has arrived is not asked for again', async () => {
  hub = await LocalHub.start('huggingface', files);
  const folder = await interrupted();
  hub.seen.length = 0;
  await pullFrom(hub, { folder });
  expect(hub.seen.map(({ file }) => file)).toEqual([null, weights]);
  expect(startOf(hub.asked(weights)[0]?.headers.range)).toBeGreaterThan(5_000_000);
  expect((await arrived(folder)).get(weights)?.equals(files.get(weights)!)).toBe(true);
});

test('a server without ranges sends the file anew', async () => {
  hub = await LocalHub.start('modelscope', files);
  hub.ranges = false;
  const folder = await interrupted();
  const positions: number[] = [];
  await pullFrom(hub, { folder, onPosition: (file, at) => file === weights && positions.push(at) });
  expect(positions[0]).toBeGreaterThan(5_000_000);
  expect(positions[1]).toBe(0);
  expect((await arrived(folder)).get(weights)?.equals(files.get(weights)!)).toBe(true);
});

test('a file that changed in between comes anew, as its ETag tells', async () => {
  hub = await LocalHub.start('modelscope', files);
  const folder = await interrupted();
  hub.etag = () => '"another"';
  await pullFrom(hub, { folder });
  const again = hub.asked(weights).slice(1);
  expect(again.map(({ headers }) => headers['if-range'])).toEqual([
    expect.stringMatching(/^"[0-9a-f]{16}"$/),
  ]);
  expect((await arrived(folder)).get(weights)?.equals(files.get(weights)!)).toBe(true);
});

test('a file that is listed with another hash than its beginning was of comes anew', async () => {
  hub = await LocalHub.start('modelscope', files);
  const folder = await interrupted();
  const changed = Buffer.from(files.get(weights)!);
  changed[100_000] = (changed[100_000] ?? 0) + 1;
  hub.files.set(weights, changed);
  await pullFrom(hub, { folder });
  expect(hub.asked(weights)[1]?.headers.range).toBeUndefined();
  expect((await arrived(folder)).get(weights)?.equals(changed)).toBe(true);
});

test('a beginning that was damaged on disk is found out by the hash, and the file comes anew', async () => {
  hub = await LocalHub.start('modelscope', files);
  const folder = await interrupted();
  const { partial } = folder.placeOf({ path: weights, bytes: 0, digest: null });
  await writeFile(partial, Buffer.alloc(1000), { flag: 'r+' });
  await pullFrom(hub, { folder });
  expect(hub.asked(weights)).toHaveLength(3);
  expect((await arrived(folder)).get(weights)?.equals(files.get(weights)!)).toBe(true);
});

test('416 and another range than was asked for: the file comes anew', async () => {
  hub = await LocalHub.start('modelscope', files);
  const folder = await interrupted();
  hub.intercept = (seen, response) => {
    const asked = hub.asked(weights).length;
    if (seen.file !== weights || seen.headers.range === undefined) return false;
    if (asked === 2) response.writeHead(416).end();
    return asked === 2;
  };
  const { retries } = await pullFrom(hub, { folder });
  expect(retries).toEqual([expect.stringContaining('does not know the part')]);
  expect((await arrived(folder)).get(weights)?.equals(files.get(weights)!)).toBe(true);

  const other = await interrupted();
  hub.intercept = (seen, response) => {
    if (seen.file !== weights || seen.headers.range === undefined) return false;
    const bytes = files.get(weights)!.subarray(10);
    response
      .writeHead(206, { 'content-range': `bytes 10-${bytes.length + 9}/${bytes.length + 10}` })
      .end(bytes);
    return true;
  };
  expect((await pullFrom(hub, { folder: other })).retries).toEqual([expect.stringContaining('another part')]);
  expect((await arrived(other)).get(weights)?.equals(files.get(weights)!)).toBe(true);
});

test('a file that is larger or smaller than listed is refused', async () => {
  hub = await LocalHub.start('modelscope', files);
  for (const bytes of [Buffer.from('{}'), Buffer.alloc(100_000, 'x')]) {
    for (const announced of [true, false]) {
      hub.intercept = (seen, response) => {
        if (seen.file !== 'config.json') return false;
        response.writeHead(200, announced ? { 'content-length': bytes.length } : {}).end(bytes);
        return true;
      };
      await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_UNREACHABLE' });
    }
  }
});

test('a whole file of an earlier attempt that is no longer the listed one comes anew', async () => {
  hub = await LocalHub.start('modelscope', files);
  const folder = await newFolder();
  const { complete } = folder.placeOf({ path: 'vocab.json', bytes: 0, digest: null });
  await mkdir(dirname(complete), { recursive: true });
  await writeFile(complete, Buffer.alloc(files.get('vocab.json')!.length));
  await writeFile(`${complete}.bak`, 'left over');
  await pullFrom(hub, { folder });
  const got = await arrived(folder);
  expect(got.get('vocab.json')?.equals(files.get('vocab.json')!)).toBe(true);
  expect(got.has('vocab.json.bak')).toBe(false);
});

test('listings that are no JSON, too large or of another API are refused', async () => {
  hub = await LocalHub.start('modelscope', files);
  const answerWith = (text: string): void => {
    hub.intercept = (_seen, response) => {
      response.end(text);
      return true;
    };
  };
  answerWith('<html>Please sign in</html>');
  await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_UNREACHABLE' });
  answerWith(JSON.stringify('x'.repeat(9 * 2 ** 20)));
  await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_BLOCKED' });
  answerWith('[]');
  await expect(pullFrom(hub)).rejects.toMatchObject({ code: 'URL_BLOCKED' });
  answerWith(JSON.stringify({ Code: 10010205001, Message: 'no\u001b[31m such model' }));
  await expect(pullFrom(hub)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.not.stringContaining('\u001b') as string,
  });
});
