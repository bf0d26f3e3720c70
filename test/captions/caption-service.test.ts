import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { CaptionClient, captionFields, type CaptionFields } from '../acceptance/caption-client.js';
import { markedPhoto } from '../engine/marked-photo.js';
import { deadlyEngine, photo, quiet } from '../engine/real-engine.js';
import { testSettings } from '../test-settings.js';
import { temporaryDirectory } from '../temporary-directory.js';

let server: RunningServer;
let client: CaptionClient;

beforeAll(async () => {
  const data = await temporaryDirectory();
  server = await startServer(testSettings(data), { log: quiet, program: deadlyEngine });
  client = new CaptionClient(server.url.replace('localhost', '127.0.0.1'));
  await server.engine.ready();
});

afterAll(async () => {
  await server.close();
});

async function captionsNamed(name: string): Promise<CaptionFields[]> {
  const found = await client.query<{ captions: { edges: { node: CaptionFields }[] } }>(
    `${captionFields} { captions(first: 100) { edges { node { ...Fields } } } }`,
  );
  return found.data!.captions.edges.map(({ node }) => node).filter(({ image }) => image.name === name);
}

/** A state on the way may be passed before it is seen; whoever waits for one names those that follow too. */
async function untilStatus(name: string, ...states: string[]): Promise<CaptionFields> {
  for (;;) {
    const [caption] = await captionsNamed(name);
    if (caption !== undefined && states.includes(caption.status)) return caption;
    await sleep(10);
  }
}

async function untilCount(name: string, count: number): Promise<void> {
  while ((await captionsNamed(name)).length < count) await sleep(10);
}

async function killEngine(): Promise<void> {
  const { engine } = server;
  const { restarts } = engine;
  process.kill(engine.pid!, 'SIGKILL');
  while (engine.restarts === restarts) await sleep(10);
  await engine.ready();
}

describe('a caption that is not ready in time', () => {
  it('answers TIMEOUT when the time is over, and is stored so', async () => {
    const hanging = await markedPhoto('horse.webp', 'HANGING');
    const answer = await client.upload(hanging, { timeoutMs: 300 });
    expect(answer).toMatchObject({ __typename: 'CaptionFailed', code: 'TIMEOUT', retryable: true });
    expect(answer.caption).toMatchObject({ status: 'FAILED', error: { code: 'TIMEOUT' } });
    await killEngine();
  });
});

describe('a caller that goes away', () => {
  it('ends its caption as CANCELED and leaves the others alone', async () => {
    const controller = new AbortController();
    const leaving = client.upload(await markedPhoto('cow.webp', 'HANGING'), {}, controller.signal);
    await untilStatus('cow.webp', 'RUNNING');
    const staying = client.upload(photo('rocket.jpg'));
    const waiting = client.upload(photo('coffee.png'), {}, controller.signal);
    await untilStatus('coffee.png', 'QUEUED', 'PREPROCESSING');
    controller.abort();
    await expect(leaving).rejects.toThrow();
    await expect(waiting).rejects.toThrow();
    expect((await untilStatus('cow.webp', 'CANCELED')).error).toMatchObject({ code: 'CANCELED' });
    expect((await untilStatus('coffee.png', 'CANCELED')).run).toBeNull();
    await killEngine();
    expect(await staying).toMatchObject({ __typename: 'Caption', status: 'SUCCEEDED' });
    expect(await captionsNamed('coffee.png')).toMatchObject([{ status: 'CANCELED' }]);
  });
});

describe('a queue that is full', () => {
  it('turns the next caller away at once, in the caller’s language, and nobody who shares a place', async () => {
    const made = await client.query(
      'mutation { createProfile(input: { name: "tight", batchSize: 1, queueSize: 1 }) { name } }',
    );
    expect(made.errors).toBeUndefined();
    const options = { profile: 'tight' };
    const controller = new AbortController();
    const running = client.upload(await markedPhoto('horse.webp', 'HANGING'), options, controller.signal);
    await untilStatus('horse.webp', 'RUNNING');
    const waiting = client.upload(photo('dog.webp'), options, controller.signal);
    await untilStatus('dog.webp', 'QUEUED', 'PREPROCESSING');
    const refused = await client.upload(photo('camera.png'), options, undefined, 'zh-CN');
    expect(refused).toMatchObject({
      __typename: 'QueueFull',
      code: 'QUEUE_FULL',
      message: '队列已满，请稍后再试',
    });
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(await captionsNamed('camera.png')).toEqual([]);
    const sharing = client.upload(photo('dog.webp'), options, controller.signal);
    await untilCount('dog.webp', 2);
    controller.abort();
    await Promise.allSettled([running, waiting, sharing]);
    await killEngine();
  });
});

describe('an engine that is killed while a caption runs', () => {
  it('costs the caption one attempt', async () => {
    const answer = await client.upload(await markedPhoto('mexico.webp', 'FRAGILE'));
    expect(answer).toMatchObject({ __typename: 'Caption', status: 'SUCCEEDED', attempts: 2 });
  });
});

describe('a picture that kills the engine each time', () => {
  it('ends in ENGINE_FAILED with every attempt counted', async () => {
    const deadly = await markedPhoto('dog.webp', 'DEADLY');
    const [bad, good] = await Promise.all([client.upload(deadly), client.upload(photo('rocket.jpg'))]);
    expect(bad).toMatchObject({ __typename: 'CaptionFailed', code: 'ENGINE_FAILED' });
    expect(bad.caption!.attempts).toBeGreaterThanOrEqual(4);
    expect(good).toMatchObject({ __typename: 'Caption', status: 'SUCCEEDED' });
  });
});
