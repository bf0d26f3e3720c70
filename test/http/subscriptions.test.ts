import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobEvent } from '../../src/captions/caption-jobs.js';
import type { CaptionJobRow } from '../../src/storage/job-records.js';
import { aborted } from './scripted-caption-jobs.js';
import { watch, watchJob, type Transport } from './subscription-clients.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
let job: CaptionJobRow;
let jobId: string;

beforeEach(async () => {
  server = await startTestServer();
  const source = { kind: 'base64', base64: 'AAAA' } as const;
  job = await server.jobs.accept({ sources: [source, source], options: {}, idempotencyKey: null });
  jobId = Buffer.from(`CaptionJob:${job.id}`).toString('base64');
});
afterEach(() => server.stop());

function event(sequence: number): JobEvent {
  return { sequence, job, caption: null };
}

/** One event, and then nothing more for as long as somebody watches. */
async function* oneThenSilence(_id: number, _after: number | null, signal: AbortSignal) {
  yield event(1);
  await aborted(signal);
}

describe.each<Transport>(['WebSocket', 'SSE'])('a subscription over %s', (transport) => {
  it('brings the events in order and completes', async () => {
    const asked: (number | null)[] = [];
    server.jobs.watch = async function* (_id, afterSequence) {
      asked.push(afterSequence);
      const [caption] = await server.database.caption.findMany({ where: { jobId: job.id } });
      yield event(3);
      yield { sequence: 4, job: { ...job, status: 'RUNNING', succeeded: 1 }, caption: caption ?? null };
      yield { ...event(5), job: { ...job, status: 'SUCCEEDED', succeeded: 2 } };
    };
    const watcher = watchJob(transport, server.port, { jobId, afterSequence: 2 });
    expect(await watcher.over).toBe(true);
    expect(asked).toEqual([2]);
    expect(watcher.results.map(({ data }) => data?.captionJobProgress)).toMatchObject([
      { sequence: 3, job: { id: jobId, status: 'QUEUED', total: 2, progress: 0 }, caption: null },
      { sequence: 4, job: { progress: 0.5 }, caption: { status: 'QUEUED', job: { id: jobId } } },
      { sequence: 5, job: { status: 'SUCCEEDED', progress: 1 } },
    ]);
    expect(watcher.results.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    expect(server.jobs.listeners).toBe(0);
  });

  it.each([
    ['an unknown job', { jobId: Buffer.from('CaptionJob:77').toString('base64') }, 'NOT_FOUND'],
    ['a malformed id', { jobId: 'nonsense' }, 'NOT_FOUND'],
    ['the id of something else', { jobId: Buffer.from('Caption:1').toString('base64') }, 'NOT_FOUND'],
    ['a negative number', { afterSequence: -1 }, 'INVALID_INPUT'],
    ['a number out of 32 bits', { afterSequence: 3e9 }, 'INVALID_INPUT'],
  ])('ends with a code for %s', async (_what, variables, code) => {
    const watcher = watchJob(transport, server.port, { jobId, ...variables });
    await watcher.over;
    expect(watcher.results).toMatchObject([{ errors: [{ extensions: { code } }] }]);
    expect(server.jobs.listeners).toBe(0);
  });

  it('says what is wrong in the language of the client', async () => {
    const watcher = watchJob(transport, server.port, { jobId, afterSequence: -1 }, 'zh-CN');
    await watcher.over;
    expect(watcher.results[0]?.errors?.[0]?.message).toBe('afterSequence 必须大于或等于 0，而不是 -1。');
  });

  it('masks what nobody expected, logs it and ends', async () => {
    server.jobs.watch = async function* () {
      yield await Promise.resolve(event(1));
      throw new Error('secret path /home/someone');
    };
    const watcher = watchJob(transport, server.port, { jobId });
    await watcher.over;
    expect(watcher.results).toMatchObject([
      { data: { captionJobProgress: { sequence: 1 } } },
      { errors: [{ extensions: { code: 'INTERNAL' } }] },
    ]);
    expect(JSON.stringify(watcher.results)).not.toContain('secret');
    expect(server.logLines.some((line) => line.includes('secret path'))).toBe(true);
  });

  it('leaves no listener when its clients vanish', async () => {
    server.jobs.watch = oneThenSilence;
    const watchers = Array.from({ length: 25 }, () => watchJob(transport, server.port, { jobId }));
    await vi.waitFor(() => {
      expect(watchers.every(({ results }) => results.length === 1)).toBe(true);
    });
    expect(server.jobs.listeners).toBe(25);
    for (const watcher of watchers) watcher.vanish();
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(0);
    });
    expect(server.jobs.signals.every((signal) => signal.aborted)).toBe(true);
    await vi.waitFor(() => {
      expect(server.server.openSockets).toBe(0);
    });
  });

  it('reads anew for each event', async () => {
    server.jobs.watch = async function* () {
      const captions = await server.database.caption.findMany({ where: { jobId: job.id } });
      for (const [index, caption] of captions.entries()) {
        yield { ...event(index), caption };
        const error = { code: 'TIMEOUT', message: 'Too slow.' } as const;
        const timings = { queueMs: 0, preprocessMs: 0, inferenceMs: 0, totalMs: 0 };
        await server.changes.end(
          [{ id: caption.id, attempts: 1, timings, error, status: 'FAILED' }],
          new Date(),
        );
      }
    };
    const document = parse(
      'subscription ($jobId: ID!) { captionJobProgress(jobId: $jobId) { caption { job { failed } } } }',
    ) as TypedDocumentNode<object, { jobId: string }>;
    const watcher = watch(transport, server.port, document, { jobId });
    await watcher.over;
    expect(watcher.results.map(({ data }) => data)).toEqual([
      { captionJobProgress: { caption: { job: { failed: 0 } } } },
      { captionJobProgress: { caption: { job: { failed: 1 } } } },
    ]);
  });

  it('ends at once when the server closes', async () => {
    server.jobs.watch = oneThenSilence;
    const watchers = Array.from({ length: 5 }, () => watchJob(transport, server.port, { jobId }));
    await vi.waitFor(() => {
      expect(watchers.every(({ results }) => results.length === 1)).toBe(true);
    });
    await server.server.close(5000);
    // Cut off, not completed: a client that sees the end of the job has missed nothing.
    expect(await Promise.all(watchers.map(({ over }) => over))).toEqual(watchers.map(() => false));
    expect(server.jobs.listeners).toBe(0);
  });
});
