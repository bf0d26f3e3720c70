import { setTimeout as sleep } from 'node:timers/promises';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { photo } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { BuiltServer } from './built-server.js';
import { CaptionClient } from './caption-client.js';
import {
  createJob,
  endStates,
  overServerSentEvents,
  overWebSocket,
  type ProgressEvent,
} from './job-client.js';

let server: BuiltServer;

afterEach(async () => {
  await server.stop('SIGKILL');
});

interface JobAnswer {
  readonly captionJob: {
    readonly status: string;
    readonly total: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly captions: { readonly totalCount: number };
  };
}

async function jobOf(url: string, id: string): Promise<JobAnswer['captionJob']> {
  const query = `query ($id: ID!) {
    captionJob(id: $id) { status total succeeded failed captions(status: SUCCEEDED) { totalCount } }
  }`;
  return (await new CaptionClient(url).query<JobAnswer>(query, { id })).data!.captionJob;
}

async function runs(url: string): Promise<number> {
  const { data } = await new CaptionClient(url).query<{ inferenceRuns: { totalCount: number } }>(
    '{ inferenceRuns { totalCount } }',
  );
  return data!.inferenceRuns.totalCount;
}

describe('a job of 200 pictures', () => {
  it('survives ten kills: every caption succeeds once, none is lost', async () => {
    const data = await temporaryDirectory();
    server = await BuiltServer.start(data);
    const id = await createJob(server.url, 200);
    for (let kill = 0; kill < 10; kill++) {
      await sleep(Math.random() * 700);
      await server.stop('SIGKILL');
      server = await BuiltServer.start(data);
    }
    for (;;) {
      const { status } = await jobOf(server.url, id);
      if (endStates.includes(status)) break;
      await sleep(100);
    }
    expect(await jobOf(server.url, id)).toEqual({
      status: 'SUCCEEDED',
      total: 200,
      succeeded: 200,
      failed: 0,
      captions: { totalCount: 200 },
    });
  });
});

describe('a job of 1,000 pictures with 50 watchers', () => {
  it('shows every watcher every caption’s end, also those who come and go', async () => {
    server = await (await BuiltServer.start(await temporaryDirectory())).ready();
    const id = await createJob(server.url, 1000);
    const watchers = Array.from({ length: 50 }, (_, index) => {
      const open = index % 2 === 0 ? overWebSocket : overServerSentEvents;
      return watch((after) => open(server.url, id, after), index % 4 < 2);
    });
    for (const events of await Promise.all(watchers)) {
      const sequences = events.map(({ sequence }) => sequence);
      expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
      const ends = events
        .filter(({ caption }) => caption?.status === 'SUCCEEDED')
        .map(({ caption }) => caption!.id);
      expect(new Set(ends).size).toBe(1000);
      expect(ends).toHaveLength(1000);
      expect(events.at(-1)!.job).toMatchObject({ status: 'SUCCEEDED', succeeded: 1000, progress: 1 });
    }
  }, 300_000);

  async function watch(
    open: (after: number) => AsyncGenerator<ProgressEvent>,
    comesAndGoes: boolean,
  ): Promise<ProgressEvent[]> {
    const events: ProgressEvent[] = [];
    for (;;) {
      const leaveAfter = comesAndGoes ? 20 + Math.random() * 300 : Infinity;
      let count = 0;
      for await (const event of open(events.at(-1)?.sequence ?? 0)) {
        events.push(event);
        if (endStates.includes(event.job.status)) return events;
        if (++count > leaveAfter) break;
      }
    }
  }
});

describe('concurrent captions', () => {
  it('of 32 different pictures take at most six runs with batches of 8', async () => {
    server = await (await BuiltServer.start(await temporaryDirectory())).ready();
    const client = new CaptionClient(server.url);
    const profile = '{ name: "eights", batchSize: 8, maxBatchDelayMs: 50 }';
    const { errors } = await client.query(
      `mutation { createProfile(input: ${profile}) { id } activateProfile(name: "eights") { active } }`,
    );
    expect(errors).toBeUndefined();
    const picture = await readFile(photo('rocket.jpg'));
    const pictures = Array.from({ length: 32 }, (_, index) =>
      Buffer.concat([picture, Buffer.from(String(index))]).toString('base64'),
    );
    const captions = await Promise.all(pictures.map((base64) => client.base64(base64)));
    expect(captions.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(await runs(server.url)).toBeLessThanOrEqual(6);
  });

  it('of one picture, a hundred at a time, take one run', async () => {
    server = await (await BuiltServer.start(await temporaryDirectory())).ready();
    const client = new CaptionClient(server.url);
    const captions = await Promise.all(Array.from({ length: 100 }, () => client.upload(photo('rocket.jpg'))));
    expect(captions.every(({ status }) => status === 'SUCCEEDED')).toBe(true);
    expect(await runs(server.url)).toBe(1);
    const again = await client.upload(photo('rocket.jpg'));
    expect(again).toMatchObject({ cached: true, run: { id: captions[0]!.run!.id } });
    const afresh = await client.upload(photo('rocket.jpg'), { reuse: false });
    expect(afresh).toMatchObject({ cached: false });
    expect(await runs(server.url)).toBe(2);
  });
});
