import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { JobEvent } from '../../src/captions/caption-jobs.js';
import { openServices, type ServiceSettings, type Services } from '../../src/cli/services.js';
import type { EngineProgram } from '../../src/engine/engine-process.js';
import type { CaptionJobRow } from '../../src/storage/job-records.js';
import { markedPhoto } from '../engine/marked-photo.js';
import { builtEngine, deadlyEngine, photo, quiet } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';

const names = ['dog.webp', 'cow.webp', 'horse.webp', 'mexico.webp', 'rocket.jpg', 'coffee.png', 'camera.png'];
const opened: Services[] = [];

async function open(
  data: string,
  program: EngineProgram = builtEngine,
  settings: Partial<ServiceSettings> = {},
): Promise<Services> {
  const services = await openServices({ ...testSettings(data), ...settings }, { log: quiet, program });
  opened.push(services);
  await services.resume();
  return services;
}

async function shut(services: Services): Promise<void> {
  await services.stop();
  await services.close();
  opened.splice(opened.indexOf(services), 1);
}

afterEach(async () => {
  for (const services of [...opened]) await shut(services);
});

async function sources(paths: readonly string[]): Promise<{ kind: 'base64'; base64: string }[]> {
  return Promise.all(
    paths.map(async (path) => ({ kind: 'base64', base64: (await readFile(path)).toString('base64') })),
  );
}

/** As many different pictures as asked for: photos with other bytes behind their end. */
async function manySources(count: number): Promise<{ kind: 'base64'; base64: string }[]> {
  const jpeg = await readFile(photo('rocket.jpg'));
  return Array.from({ length: count }, (_, index) => ({
    kind: 'base64',
    base64: Buffer.concat([jpeg, Buffer.from(String(index))]).toString('base64'),
  }));
}

async function ended(services: Services, id: number): Promise<CaptionJobRow> {
  for (;;) {
    const job = await services.jobRecords.byId(id);
    if (job!.finishedAt !== null) return job!;
    await sleep(20);
  }
}

async function collect(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const never = new AbortController().signal;

describe('a job', () => {
  it('captions all its pictures and says how it ended', async () => {
    const services = await open(await temporaryDirectory());
    const job = await services.jobs.create({
      sources: await sources(names.map(photo)),
      options: {},
      idempotencyKey: null,
    });
    expect(job).toMatchObject({ status: 'QUEUED', total: names.length, sequence: 0 });
    const end = await ended(services, job.id);
    expect(end).toMatchObject({ status: 'SUCCEEDED', succeeded: names.length, failed: 0, canceled: 0 });
    expect(end.startedAt).not.toBeNull();
    const captions = await services.records.changedAfter(job.id, 0, 100);
    expect(captions.map(({ status }) => status)).toEqual(names.map(() => 'SUCCEEDED'));
    expect(new Set(captions.map(({ sequence }) => sequence)).size).toBe(names.length);
    expect(captions.every(({ imageWidth, text }) => imageWidth !== null && text !== null)).toBe(true);
    expect(services.jobs.etaMs(end)).toBeNull();
  });

  it('goes on past pictures that cannot be captioned', async () => {
    const services = await open(await temporaryDirectory());
    const bad = { kind: 'base64', base64: Buffer.from('not a picture').toString('base64') } as const;
    const blocked = { kind: 'url', url: 'http://127.0.0.1:1/picture.jpg' } as const;
    const good = await sources([photo('dog.webp')]);
    const job = await services.jobs.create({
      sources: [bad, ...good, blocked],
      options: {},
      idempotencyKey: null,
    });
    expect(await ended(services, job.id)).toMatchObject({
      status: 'PARTIALLY_FAILED',
      succeeded: 1,
      failed: 2,
    });
    const captions = await services.records.changedAfter(job.id, 0, 100);
    expect(captions.map(({ errorCode }) => errorCode).sort()).toEqual(
      ['UNSUPPORTED_FORMAT', 'URL_BLOCKED', null].sort(),
    );
  });

  it('is found again by its idempotency key, and only with the same request', async () => {
    const services = await open(await temporaryDirectory());
    const request = { sources: await sources([photo('dog.webp')]), options: {}, idempotencyKey: 'once' };
    const [first, second] = await Promise.all([services.jobs.create(request), services.jobs.create(request)]);
    expect(second.id).toBe(first.id);
    await expect(
      services.jobs.create({ ...request, sources: await sources([photo('cow.webp')]) }),
    ).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(services.jobs.create({ ...request, options: { alternatives: 1 } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await ended(services, first.id);
    expect((await services.jobs.create(request)).id).toBe(first.id);
  });

  it('bounds the pictures of one job and of all that wait', async () => {
    const services = await open(await temporaryDirectory(), builtEngine, {
      maxJobPictures: 3,
      maxWaitingPictures: 4,
    });
    const create = async (count: number) =>
      services.jobs.create({ sources: await manySources(count), options: {}, idempotencyKey: null });
    await expect(create(0)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(create(4)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const [first, second] = await Promise.allSettled([create(3), create(3)]);
    const refused = [first, second].filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toMatchObject({
      code: 'QUEUE_FULL',
      retryAfterMs: expect.any(Number) as number,
    });
  });

  it('can be canceled and taken up again', async () => {
    const services = await open(await temporaryDirectory());
    const job = await services.jobs.create({
      sources: await manySources(60),
      options: {},
      idempotencyKey: null,
    });
    while ((await services.jobRecords.byId(job.id))!.succeeded === 0) await sleep(5);
    const canceled = await services.jobs.cancel(job.id);
    expect(canceled.status).toBe('CANCELED');
    expect(canceled.canceled).toBeGreaterThan(0);
    expect(canceled.succeeded + canceled.canceled).toBe(60);
    const again = await services.jobs.retry(job.id);
    expect(again).toMatchObject({ status: 'RUNNING', canceled: 0, finishedAt: null });
    expect(await ended(services, job.id)).toMatchObject({ status: 'SUCCEEDED', succeeded: 60 });
    await expect(services.jobs.cancel(999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(services.jobs.retry(999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('answers identical pictures with one run', async () => {
    const services = await open(await temporaryDirectory());
    const [dog] = await sources([photo('dog.webp')]);
    const job = await services.jobs.create({
      sources: Array.from({ length: 20 }, () => dog!),
      options: {},
      idempotencyKey: null,
    });
    await ended(services, job.id);
    const captions = await services.records.changedAfter(job.id, 0, 100);
    expect(new Set(captions.map(({ runId }) => runId)).size).toBe(1);
    expect(captions.filter(({ cached }) => !cached)).toHaveLength(1);
    expect(new Set(captions.map(({ text }) => text)).size).toBe(1);
    const without = await services.jobs.create({
      sources: [dog!],
      options: { reuse: false },
      idempotencyKey: null,
    });
    await ended(services, without.id);
    const [row] = await services.records.changedAfter(without.id, 0, 10);
    expect(row!.cached).toBe(false);
  });

  it('gives an attempt its own time limit and tries again', async () => {
    const services = await open(await temporaryDirectory(), deadlyEngine);
    const profile = await services.profileRecords.active();
    // The engine is replaced after ten times what a run took before, ten seconds at least; unmeasured, after two minutes.
    const measured = await services.jobs.create({
      sources: await sources([photo('cow.webp')]),
      options: {},
      idempotencyKey: null,
    });
    await ended(services, measured.id);
    const hanging = await sources([await markedPhoto('dog.webp', 'HANGING')]);
    const job = await services.jobs.create({
      sources: hanging,
      options: { timeoutMs: 200 },
      idempotencyKey: null,
    });
    const end = await ended(services, job.id);
    expect(end).toMatchObject({ status: 'FAILED', failed: 1 });
    const [row] = await services.records.changedAfter(job.id, 0, 10);
    expect(row).toMatchObject({ errorCode: 'TIMEOUT', attempts: profile.maxRetries + 1 });
  });
});

describe('the changes of a job', () => {
  it('begin with a snapshot, bring every caption to its end, and end with the job', async () => {
    const services = await open(await temporaryDirectory());
    const job = await services.jobs.create({
      sources: await manySources(30),
      options: {},
      idempotencyKey: null,
    });
    const events = await collect(services.jobs.changes(job.id, null, never));
    expect(events[0]!.caption).toBeNull();
    expectComplete(events.slice(1), 30, events[0]!.sequence);
  });

  it('are the same from the beginning, during the job and after it', async () => {
    const services = await open(await temporaryDirectory());
    const job = await services.jobs.create({
      sources: await manySources(30),
      options: {},
      idempotencyKey: null,
    });
    const during = await collect(services.jobs.changes(job.id, 0, never));
    expectComplete(during, 30, 0);
    const after = await collect(services.jobs.changes(job.id, 0, never));
    expect(after).toHaveLength(30);
    expectComplete(after, 30, 0);
    const middle = after[14]!.sequence;
    const rest = await collect(services.jobs.changes(job.id, middle, never));
    expect(rest.map(({ sequence }) => sequence)).toEqual(after.slice(15).map(({ sequence }) => sequence));
    const nothing = await collect(services.jobs.changes(job.id, after.at(-1)!.sequence, never));
    expect(nothing).toHaveLength(1);
    expect(nothing[0]).toMatchObject({ caption: null, job: { status: 'SUCCEEDED' } });
  });

  it('miss nothing for those who come and go', async () => {
    const services = await open(await temporaryDirectory());
    const job = await services.jobs.create({
      sources: await manySources(120),
      options: {},
      idempotencyKey: null,
    });
    const watch = async (): Promise<JobEvent[]> => {
      const all: JobEvent[] = [];
      for (;;) {
        const controller = new AbortController();
        const after = all.at(-1)?.sequence ?? 0;
        let count = 0;
        for await (const event of services.jobs.changes(job.id, after, controller.signal)) {
          all.push(event);
          if (event.job.finishedAt !== null) return all;
          if (++count > Math.random() * 40) controller.abort();
        }
      }
    };
    for (const events of await Promise.all(Array.from({ length: 20 }, watch))) expectComplete(events, 120, 0);
    expect(services.feeds.subscribers).toBe(0);
  });

  it('stop when nobody listens any more', async () => {
    const services = await open(await temporaryDirectory());
    const job = await services.jobs.create({
      sources: await manySources(40),
      options: {},
      idempotencyKey: null,
    });
    const controller = new AbortController();
    const events = collect(services.jobs.changes(job.id, null, controller.signal));
    await sleep(50);
    controller.abort();
    await events;
    expect(services.feeds.subscribers).toBe(0);
  });

  it('are not to be had of a job that does not exist', async () => {
    const services = await open(await temporaryDirectory());
    await expect(collect(services.jobs.changes(4711, null, never))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a job that is interrupted', () => {
  it('is finished by the next server, each caption once', async () => {
    const data = await temporaryDirectory();
    const first = await open(data);
    const job = await first.jobs.create({
      sources: await manySources(60),
      options: {},
      idempotencyKey: null,
    });
    while ((await first.jobRecords.byId(job.id))!.succeeded < 10) await sleep(5);
    await shut(first);
    const second = await open(data);
    expect(await ended(second, job.id)).toMatchObject({ status: 'SUCCEEDED', succeeded: 60, failed: 0 });
    const captions = await second.records.changedAfter(job.id, 0, 100);
    expect(captions).toHaveLength(60);
  });
});

/** Every caption's last event is its end, numbers rise, and only the last event shows the job's end. */
function expectComplete(events: readonly JobEvent[], captions: number, after: number): void {
  const numbers = [after, ...events.map(({ sequence }) => sequence)];
  for (let index = 1; index < numbers.length; index++)
    expect(numbers[index]).toBeGreaterThan(numbers[index - 1]!);
  const endings = events.filter(({ caption }) => caption?.finishedAt != null);
  expect(new Set(endings.map(({ caption }) => caption!.id)).size).toBe(captions);
  expect(endings).toHaveLength(captions);
  expect(events.at(-1)!.job).toMatchObject({ status: 'SUCCEEDED', succeeded: captions });
  expect(events.slice(0, -1).every(({ job }) => job.finishedAt === null)).toBe(true);
}
