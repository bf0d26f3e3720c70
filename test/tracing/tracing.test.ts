import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../src/cli/start-server.js';
import { CaptionClient } from '../acceptance/caption-client.js';
import { builtEngine, photo, quiet } from '../engine/real-engine.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { testSettings } from '../test-settings.js';
import { startTraceCollector, type CollectedSpan } from './trace-collector.js';

const clientTrace = '0af7651916cd43dd8448eb211c80319c';
const clientSpan = 'b7ad6b7169203331';

let collector: Awaited<ReturnType<typeof startTraceCollector>>;

/** One caption alone, then several at once; the server sends what is left when it stops. */
beforeAll(async () => {
  collector = await startTraceCollector();
  const settings = { ...testSettings(await temporaryDirectory()), otlpEndpoint: collector.endpoint };
  const server = await startServer(settings, { log: quiet, program: builtEngine });
  const origin = server.url.replace('localhost', '127.0.0.1');
  const client = new CaptionClient(origin);
  await server.engine.ready();
  await client.upload(photo('rocket.jpg'));
  await Promise.all(
    ['camera.png', 'coffee.png', 'cow.webp', 'dog.webp'].map((name) => client.upload(photo(name))),
  );
  await fetch(`${origin}/livez`, { headers: { traceparent: `00-${clientTrace}-${clientSpan}-01` } });
  await fetch(`${origin}/livez`, { headers: { traceparent: '00-0-0-01' } });
  await server.close();
});

afterAll(async () => {
  await collector.stop();
});

function named(name: string): CollectedSpan[] {
  return collector.spans.filter((span) => span.name === name);
}

function parentOf({ parentSpanId, traceId }: CollectedSpan): CollectedSpan {
  const parent = collector.spans.find((span) => span.spanId === parentSpanId);
  expect(parent?.traceId).toBe(traceId);
  return parent!;
}

describe('traces', () => {
  it('arrive as OTLP over HTTP', () => {
    expect([...collector.paths]).toEqual(['POST /v1/traces application/json']);
  });

  it('lead from a request over resolver, queue and batch to the run', () => {
    const [run] = named('run');
    const path = [run!];
    while (path.at(-1)!.parentSpanId !== '') path.push(parentOf(path.at(-1)!));
    expect(path.map(({ name }) => name)).toEqual([
      'run',
      'batch',
      'queue',
      'Mutation.captionImage',
      'POST /graphql',
    ]);
    for (const [index, span] of path.slice(0, -1).entries()) {
      expect(span.start).toBeGreaterThanOrEqual(path[index + 1]!.start);
    }
    expect(path.at(-1)!.attributes).toMatchObject({
      'http.request.method': 'POST',
      'url.path': '/graphql',
      'http.response.status_code': 200,
    });
  });

  it('link every batch with all the requests in it, and every request with one batch', () => {
    const queues = named('queue');
    const batches = named('batch');
    expect(queues).toHaveLength(5);
    expect(batches.some(({ links }) => links.length > 1)).toBe(true);
    const linked = batches.flatMap(({ links }) => links.map(({ spanId }) => spanId));
    expect(linked.sort()).toEqual(queues.map(({ spanId }) => spanId).sort());
    for (const { links, attributes } of batches) {
      expect(links).toHaveLength(Number(attributes['ofa_caption.batch_size']));
    }
    const requests = new Set(queues.map((queue) => parentOf(parentOf(queue)).spanId));
    expect(requests.size).toBe(5);
  });

  it('go on where the client’s trace is, if it sent one', () => {
    const [withParent, without] = named('GET /livez');
    expect(withParent).toMatchObject({ traceId: clientTrace, parentSpanId: clientSpan });
    expect(without).toMatchObject({ parentSpanId: '' });
  });
});
