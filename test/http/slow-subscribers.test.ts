import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;
let produced: number;
let query: string;

const textBytes = 100_000;

beforeEach(async () => {
  server = await startTestServer();
  const source = { kind: 'base64', base64: 'AAAA' } as const;
  const job = await server.jobs.accept({ sources: [source], options: {}, idempotencyKey: null });
  const [caption] = await server.database.caption.findMany({ where: { jobId: job.id } });
  if (caption === undefined) throw new Error('the caption was not stored');
  const large = { ...caption, text: 'x'.repeat(textBytes) };
  produced = 0;
  server.jobs.watch = async function* (_id, _after, signal) {
    while (!signal.aborted) yield await Promise.resolve({ sequence: ++produced, job, caption: large });
  };
  const jobId = Buffer.from(`CaptionJob:${job.id}`).toString('base64');
  query = `subscription { captionJobProgress(jobId: "${jobId}") { sequence caption { text } } }`;
});
afterEach(() => server.stop());

/** Resolves with how many events were asked for, once that has not changed for a while. */
async function settled(): Promise<number> {
  for (;;) {
    const before = produced;
    await sleep(300);
    if (before === produced && produced > 0) return produced;
  }
}

interface SlowClient {
  read(): void;
  leave(): void;
}

async function slowSocket(): Promise<SlowClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/graphql`, 'graphql-transport-ws');
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"type":"connection_init"}');
  await new Promise((resolve) => socket.once('message', resolve));
  socket.pause();
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  return {
    read: () => {
      socket.resume();
    },
    leave: () => {
      socket.terminate();
    },
  };
}

async function slowEvents(): Promise<SlowClient> {
  const socket = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.pause();
  const body = JSON.stringify({ query });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return {
    read: () => {
      socket.resume();
    },
    leave: () => {
      socket.destroy();
    },
  };
}

describe.each([
  ['WebSocket', slowSocket],
  ['SSE', slowEvents],
] as const)('a subscriber over %s that does not read', (_transport, subscribe) => {
  it('is waited for, not buffered for', async () => {
    const client = await subscribe();
    const taken = await settled();
    // What the system takes for a connection to the same machine; the server itself keeps next to nothing.
    expect(taken * textBytes).toBeLessThan(30_000_000);
    client.read();
    await vi.waitFor(() => {
      expect(produced).toBeGreaterThan(taken + 100);
    }, 10_000);
    client.leave();
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(0);
    });
  });

  it('is let go when it leaves', async () => {
    const client = await subscribe();
    await settled();
    client.leave();
    await vi.waitFor(() => {
      expect(server.jobs.listeners).toBe(0);
    });
    await vi.waitFor(() => {
      expect(server.server.openSockets).toBe(0);
    });
  });
});
