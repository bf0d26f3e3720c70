import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { markedPhoto } from '../engine/marked-photo.js';
import { deadlyEngine, photo, quiet } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';
import { scrape, valueOf } from './metrics-text.js';

let data: string;
let server: RunningServer;
let origin: string;
let client: CaptionClient;

async function start(): Promise<void> {
  server = await startServer(testSettings(data), { log: quiet, program: deadlyEngine });
  origin = server.url.replace('localhost', '127.0.0.1');
  client = new CaptionClient(origin);
  await server.engine.ready();
}

beforeAll(async () => {
  data = await temporaryDirectory();
  await start();
});

afterAll(async () => {
  await server.close();
});

/** Those that the mix causes. */
const failureCodes = ['BAD_IMAGE', 'ENGINE_FAILED', 'TIMEOUT', 'UNSUPPORTED_FORMAT', 'URL_BLOCKED'];

type Rows = Record<string, number>;

/** Counts over the tables themselves, not over what the server says of them. */
async function inDatabase(): Promise<Rows> {
  const database = createClient({ url: pathToFileURL(join(data, 'captions.db')).href });
  try {
    const rows = async (sql: string): Promise<[string, number][]> =>
      (await database.execute(sql)).rows.map((row) => [row['name'] as string, Number(row['count'])]);
    return Object.fromEntries([
      ...(await rows('SELECT status AS name, COUNT(*) AS count FROM Caption GROUP BY status')),
      ...(await rows(
        `SELECT errorCode AS name, COUNT(*) AS count FROM Caption WHERE status = 'FAILED' GROUP BY errorCode`,
      )),
      ...(await rows(`SELECT 'cached' AS name, COUNT(*) AS count FROM Caption WHERE cached = 1`)),
      ...(await rows(`SELECT 'retries' AS name, SUM(attempts - 1) AS count FROM Caption`)),
      ...(await rows(`SELECT 'runs' AS name, COUNT(*) AS count FROM InferenceRun`)),
      ...(await rows(
        `SELECT 'size ' || batchSize AS name, COUNT(*) AS count FROM InferenceRun GROUP BY batchSize`,
      )),
    ]);
  } finally {
    database.close();
  }
}

interface StatsFields {
  readonly totalRequests: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly canceled: number;
  readonly cached: number;
  readonly refused: number;
  readonly retries: number;
  readonly batches: number;
  readonly failuresByCode: { readonly code: string; readonly count: number }[];
  readonly batchSizes: { readonly size: number; readonly count: number }[];
}

async function stats(window: string): Promise<StatsFields> {
  const answer = await client.query<{ stats: StatsFields }>(
    `query ($window: StatsWindow!) { stats(window: $window) {
      totalRequests succeeded failed canceled cached refused retries batches
      failuresByCode { code count } batchSizes { size count }
    } }`,
    { window },
  );
  return answer.data!.stats;
}

async function killEngine(): Promise<void> {
  const { engine } = server;
  const { restarts } = engine;
  process.kill(engine.pid!, 'SIGKILL');
  while (engine.restarts === restarts) await sleep(10);
  await engine.ready();
}

/** 300 requests that end in every way; returns how many were refused, by code. */
async function mix(): Promise<Rows> {
  const names = ['astronaut.png', 'camera.png', 'chelsea.png', 'coffee.png', 'rocket.jpg', 'cow.webp'];
  const fresh = Array.from({ length: 60 }, (_, index) =>
    client.upload(photo(names[index % names.length]!), { reuse: false }),
  );
  await Promise.all(fresh);
  await Promise.all(
    Array.from({ length: 120 }, (_, index) => client.upload(photo(names[index % names.length]!))),
  );
  await Promise.all(
    Array.from({ length: 20 }, () => client.base64(Buffer.from('no picture').toString('base64'))),
  );
  await Promise.all(Array.from({ length: 10 }, () => client.base64('')));
  const url = { image: { url: 'http://127.0.0.1:1/a.png' } };
  const asking = 'mutation ($image: ImageInput!) { captionImage(image: $image) { __typename } }';
  await Promise.all(Array.from({ length: 10 }, () => client.query(asking, url)));
  await client.upload(await markedPhoto('dog.webp', 'DEADLY'));
  await client.upload(await markedPhoto('mexico.webp', 'FRAGILE'));
  await Promise.all(
    Array.from({ length: 30 }, () => client.upload(photo('camera.png'), { alternatives: 99 })),
  );
  await Promise.all(Array.from({ length: 10 }, () => client.query(asking, { image: {} })));
  await Promise.all(
    Array.from({ length: 10 }, () => client.query('mutation { captionImage { __typename } }')),
  );
  await client.query('{ nothing }');
  await client.query('mutation { createCaptionJob(images: []) { __typename } }');
  return { INVALID_INPUT: 51, ...(await busyMix()) };
}

/** What only happens while the engine is busy: callers that go away, time that is over, a queue that is full. */
async function busyMix(): Promise<Rows> {
  await client.query(
    'mutation { createProfile(input: { name: "tight", batchSize: 1, queueSize: 1 }) { name } }',
  );
  const options = { profile: 'tight' };
  const gone = new AbortController();
  const hanging = client.upload(await markedPhoto('horse.webp', 'HANGING'), options, gone.signal);
  const expected = async (sql: string): Promise<void> => {
    while (((await inDatabase())[sql] ?? 0) === 0) await sleep(20);
  };
  await expected('RUNNING');
  const waiting = client.upload(photo('dog.webp'), { ...options, reuse: false }, gone.signal);
  await Promise.race([expected('QUEUED'), expected('PREPROCESSING')]);
  const refused = await Promise.all(
    Array.from({ length: 24 }, () => client.upload(photo('camera.png'), { ...options, reuse: false })),
  );
  const late = await client.upload(await markedPhoto('horse.webp', 'HANGING'), {
    ...options,
    timeoutMs: 300,
  });
  expect(late.code).toBe('TIMEOUT');
  gone.abort();
  await Promise.allSettled([hanging, waiting]);
  await killEngine();
  return { QUEUE_FULL: refused.filter(({ __typename }) => __typename === 'QueueFull').length };
}

async function expectAgreement(refused: Rows): Promise<void> {
  const counted = await inDatabase();
  const samples = await scrape(origin);
  const requestsWith = (labels: Record<string, string>): number =>
    valueOf(samples, 'ofa_caption_requests_total', labels);
  const count = (name: string): number => counted[name] ?? 0;
  const codes = Object.keys(counted).filter((name) => failureCodes.includes(name));
  expect(codes.sort()).toEqual(failureCodes);
  for (const window of ['HOUR', 'WEEK']) {
    const found = await stats(window);
    expect(found).toMatchObject({
      totalRequests: count('SUCCEEDED') + count('FAILED') + count('CANCELED'),
      succeeded: count('SUCCEEDED'),
      failed: count('FAILED'),
      canceled: count('CANCELED'),
      cached: count('cached'),
      retries: count('retries'),
      batches: count('runs'),
      refused: refused['INVALID_INPUT']! + refused['QUEUE_FULL']!,
    });
    const byCode = Object.fromEntries(found.failuresByCode.map(({ code, count: times }) => [code, times]));
    expect(byCode).toEqual({ ...Object.fromEntries(codes.map((code) => [code, count(code)])), ...refused });
    for (const { size, count: runs } of found.batchSizes) expect(runs).toBe(count(`size ${size}`));
  }
  expect(requestsWith({ status: 'succeeded' })).toBe(count('SUCCEEDED'));
  expect(requestsWith({ status: 'failed' })).toBe(count('FAILED'));
  expect(requestsWith({ status: 'canceled' })).toBe(count('CANCELED'));
  for (const [code, times] of Object.entries(refused))
    expect(requestsWith({ status: 'refused', code })).toBe(times);
  for (const code of codes) expect(requestsWith({ status: 'failed', code })).toBe(count(code));
  expect(valueOf(samples, 'ofa_caption_runs_total')).toBe(count('runs'));
  expect(valueOf(samples, 'ofa_caption_batch_size_count')).toBe(count('runs'));
  expect(valueOf(samples, 'ofa_caption_total_seconds_count')).toBe(count('SUCCEEDED'));
  expect(valueOf(samples, 'ofa_caption_total_seconds_bucket', { le: '+Inf' })).toBe(count('SUCCEEDED'));
  expect(valueOf(samples, 'ofa_caption_inference_seconds_count')).toBe(count('SUCCEEDED') - count('cached'));
  expect(valueOf(samples, 'ofa_caption_cached_total')).toBe(count('cached'));
}

describe('the numbers', () => {
  it('are the same in the API, for Prometheus and in the database, after a restart too', async () => {
    const refused = await mix();
    expect(refused['QUEUE_FULL']).toBeGreaterThan(0);
    const { SUCCEEDED, FAILED, CANCELED } = await inDatabase();
    expect(CANCELED).toBe(2);
    expect(SUCCEEDED! + FAILED! + CANCELED! + 51 + refused['QUEUE_FULL']!).toBeGreaterThanOrEqual(300);
    await expectAgreement(refused);
    await server.close();
    await start();
    await expectAgreement(refused);
  }, 240_000);
});
