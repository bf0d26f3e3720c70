import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebhookTarget } from '../../src/alerts/webhook-target.js';
import { startServer, type RunningServer } from '../../src/cli/start-server.js';
import { startReceiver, type Receiver } from '../alerts/receiver.js';
import { markedPhoto } from '../engine/marked-photo.js';
import { deadlyEngine, photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';
import { CaptionClient } from './caption-client.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const logLines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => logLines.push(line) });

let receiver: Receiver;
let server: RunningServer;
let client: CaptionClient;

beforeAll(async () => {
  receiver = await startReceiver(secret);
  const settings = testSettings(await temporaryDirectory());
  const alertWebhook = new WebhookTarget(receiver.url, secret);
  server = await startServer({ ...settings, alertWebhook }, { log, program: deadlyEngine });
  client = new CaptionClient(server.url.replace('localhost', '127.0.0.1'));
  await server.engine.ready();
  for (const name of rules) await change(name, 'enabled: false');
  await asked('mutation { createProfile(input: {name: "narrow", batchSize: 1, queueSize: 2}) { name } }');
}, 60_000);

afterAll(async () => {
  await server.close();
  await receiver.close();
});

const rules = [
  'FAILURE_RATE',
  'P95_LATENCY',
  'QUEUE_SATURATION',
  'MEMORY_HEADROOM',
  'ENGINE_RESTARTS',
  'DISK_SPACE',
];

async function asked(query: string): Promise<unknown> {
  const { data, errors } = await client.query<object>(query);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

async function change(rule: string, input: string): Promise<void> {
  await asked(`mutation { updateAlertRule(name: "${rule}", input: {${input}}) { name } }`);
}

/** What the receiver was told of a rule, in the order in which it was told. */
function told(rule: string): string[] {
  return receiver.received
    .map(({ body }) => JSON.parse(body) as { type: string; data: { rule: string } })
    .filter(({ data }) => data.rule === rule)
    .map(({ type }) => type);
}

async function expectTold(rule: string, types: readonly string[]): Promise<void> {
  await vi.waitFor(
    () => {
      expect(told(rule)).toEqual(types);
    },
    { timeout: 30_000, interval: 50 },
  );
}

/** Provokes a rule, waits for its alert, puts things right and waits for its end; nothing is told twice. */
async function provoked(
  rule: string,
  input: string,
  provoke: () => Promise<unknown>,
  putRight: () => Promise<unknown>,
): Promise<void> {
  await change(rule, `${input}, enabled: true`);
  await provoke();
  await expectTold(rule, ['alert.raised']);
  expect(await asked('{ alerts(open: true) { edges { node { rule resolvedAt } } } }')).toEqual({
    alerts: { edges: [{ node: { rule, resolvedAt: null } }] },
  });
  await putRight();
  await expectTold(rule, ['alert.raised', 'alert.resolved']);
  expect(await asked('{ alerts(open: true) { totalCount } }')).toEqual({ alerts: { totalCount: 0 } });
  await change(rule, 'enabled: false');
}

const nothing = (): Promise<void> => Promise.resolve();

describe('an alert is raised and resolved once', () => {
  it('when requests fail', async () => {
    const bad = Buffer.from('no picture').toString('base64');
    await provoked(
      'FAILURE_RATE',
      'threshold: 0.5, seconds: 2',
      () => Promise.all(Array.from({ length: 4 }, () => client.base64(bad))),
      nothing,
    );
  }, 60_000);

  it('when captions take long', async () => {
    const ask = () => client.upload(photo('dog.webp'), { reuse: false });
    await provoked('P95_LATENCY', 'threshold: 1, seconds: 2', ask, nothing);
  }, 60_000);

  it('when the queue is full', async () => {
    await asked('mutation { activateProfile(name: "narrow") { name } }');
    await server.engine.ready();
    const hanging = await markedPhoto('horse.webp', 'HANGING');
    const gone = new AbortController();
    const waiting = ['dog.webp', 'cow.webp', 'camera.png'];
    let requests: Promise<unknown>[] = [];
    await provoked(
      'QUEUE_SATURATION',
      'threshold: 0.9, seconds: 1',
      async () => {
        requests = [client.upload(hanging, {}, gone.signal)];
        // Only behind a run that does not end does the queue stay full.
        await vi.waitFor(
          () => {
            expect(server.engine.state).toBe('BUSY');
          },
          { timeout: 20_000, interval: 10 },
        );
        requests.push(...waiting.map((name) => client.upload(photo(name), { reuse: false }, gone.signal)));
      },
      async () => {
        gone.abort();
        await Promise.allSettled(requests);
        process.kill(server.engine.pid!, 'SIGKILL');
      },
    );
    await server.engine.ready();
  }, 60_000);

  it('when the engine dies', async () => {
    await provoked(
      'ENGINE_RESTARTS',
      'threshold: 2, seconds: 4',
      async () => {
        for (let times = 0; times < 2; times++) {
          await server.engine.ready();
          const { restarts, pid } = server.engine;
          process.kill(pid!, 'SIGKILL');
          await vi.waitFor(() => {
            expect(server.engine.restarts).toBeGreaterThan(restarts);
          });
        }
      },
      () => server.engine.ready(),
    );
  }, 60_000);

  it('when the engine comes near its memory limit', async () => {
    const limit = (mebibytes: string) =>
      asked(
        `mutation { updateProfile(name: "narrow", input: {memoryLimitMiB: ${mebibytes}}) { memoryLimitMiB } }`,
      );
    await provoked(
      'MEMORY_HEADROOM',
      'threshold: 0.8, seconds: 1',
      () => limit('700'),
      () => limit('null'),
    );
  }, 120_000);

  it('when the disk is full', async () => {
    await provoked('DISK_SPACE', 'threshold: 1000000000, seconds: 1', nothing, () =>
      change('DISK_SPACE', 'threshold: 1'),
    );
  }, 60_000);

  it('to a receiver that can tell who sent it', () => {
    expect(receiver.received).toHaveLength(2 * rules.length);
    expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(2 * rules.length);
  });
});

describe('a server whose runs fail one after the other', () => {
  it('is not well until a picture of its own is captioned', async () => {
    const deadly = await readFile(await markedPhoto('mexico.webp', 'DEADLY'));
    const before = logLines.length;
    const since = () => logLines.slice(before).join('');
    const image = deadly.toString('base64');
    await Promise.all([client.base64(image, { reuse: false }), client.base64(image, { reuse: false })]);
    expect(since()).toContain('The engine fails');
    await vi.waitFor(
      () => {
        expect(since()).toContain('The engine is well again');
      },
      { timeout: 30_000 },
    );
    const answer = await client.upload(photo('cow.webp'), { reuse: false });
    expect(answer.__typename).toBe('Caption');
  }, 120_000);
});
