import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Statistics } from '../../src/stats/statistics.js';
import type { Stats } from '../../src/stats/stats.js';
import { createMetrics } from '../../src/stats/metrics/create-metrics.js';
import { Tally } from '../../src/stats/tally.js';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { watchText } from './watch-text.js';
import { samplesOf, scrape, valueOf } from './metrics-text.js';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(async () => {
  await server.stop();
});

/** No source: refused before there is a caption. */
const refusal = 'mutation { captionImage(image: {}) { __typename } }';

async function query(text: string): Promise<{ data?: Record<string, unknown>; errors?: unknown[] }> {
  const response = await fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  return (await response.json()) as { data?: Record<string, unknown>; errors?: unknown[] };
}

describe('stats and statsSeries', () => {
  it('look back an hour unless told otherwise', async () => {
    await query(refusal);
    while (valueOf(await scrape(server.origin), 'ofa_caption_requests_total', { status: 'refused' }) < 1)
      await sleep(10);
    const { data } = await query(
      '{ stats { refused failuresByCode { code count } successRate } statsSeries { at } }',
    );
    expect(data).toMatchObject({
      stats: { refused: 1, failuresByCode: [{ code: 'INVALID_INPUT', count: 1 }], successRate: 1 },
    });
    expect(data!['statsSeries']).toHaveLength(60);
  });
});

describe('the subscription stats', () => {
  it.each(['WebSocket', 'SSE'] as const)('sends at once and at every interval over %s', async (transport) => {
    const watcher = watchText(transport, server.port, 'subscription { stats(intervalMs: 250) { refused } }');
    while (watcher.results.length === 0) await sleep(10);
    expect(watcher.results[0]).toMatchObject({ data: { stats: { refused: 0 } } });
    await query(refusal);
    while (JSON.stringify(watcher.results.at(-1)) !== '{"data":{"stats":{"refused":1}}}') await sleep(10);
    watcher.vanish();
  });

  it.each([249, 60_001])('refuses an interval of %i ms', async (intervalMs) => {
    const watcher = watchText(
      'SSE',
      server.port,
      `subscription { stats(intervalMs: ${intervalMs}) { refused } }`,
    );
    await watcher.over;
    expect(watcher.results).toMatchObject([{ errors: [{ extensions: { code: 'INVALID_INPUT' } }] }]);
  });
});

class CountedStatistics extends Statistics {
  computed = 0;

  override stats(...parameters: Parameters<Statistics['stats']>): Promise<Stats> {
    this.computed++;
    return super.stats(...parameters);
  }
}

describe('Statistics.watch', () => {
  it('computes once for all who watch the same, and not at all when nobody does', async () => {
    const history = { since: () => Promise.resolve([]) };
    const gauges = { queueDepth: () => 0, inFlight: () => 0 };
    const statistics = new CountedStatistics({
      history,
      profiles: { byName: () => Promise.resolve(null) },
      gauges,
      now: Date.now,
    });
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const events = await Promise.all(
      Array.from({ length: 20 }, async () => {
        let seen = 0;
        for await (const stats of statistics.watch('MINUTE', 250, stop.signal)) {
          expect(stats.totalRequests).toBe(0);
          seen++;
          if (seen === 3) break;
        }
        return seen;
      }),
    );
    expect(events).toEqual(Array.from({ length: 20 }, () => 3));
    const { computed } = statistics;
    expect(computed).toBeLessThanOrEqual(5);
    await sleep(600);
    expect(statistics.computed).toBe(computed);
  });
});

describe('/metrics', () => {
  it('is text as Prometheus reads it, with what the process needs', async () => {
    const response = await fetch(`${server.origin}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4; charset=utf-8/);
    const text = await response.text();
    for (const name of ['total', 'queue', 'preprocess', 'inference']) {
      expect(text).toContain(`# TYPE ofa_caption_${name}_seconds histogram\n`);
    }
    for (const line of text.split('\n').filter((found) => found !== '' && !found.startsWith('#'))) {
      expect(samplesOf(line)).toHaveLength(1);
    }
    const names = new Set(samplesOf(text).map(({ name }) => name));
    for (const name of ['queue_depth', 'runs_total', 'batch_size_count', 'requests_total']) {
      expect(names).toContain(`ofa_caption_${name}`);
    }
    expect(names).toContain('process_resident_memory_bytes');
    expect(names).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  it('counts refusals, also those that no resolver saw', async () => {
    await query(refusal);
    await query('mutation { captionImage { __typename } }');
    await query('{ nothing }');
    const refused = async () =>
      valueOf(await scrape(server.origin), 'ofa_caption_requests_total', {
        status: 'refused',
        code: 'INVALID_INPUT',
      });
    while ((await refused()) < 2) await sleep(10);
    expect(await refused()).toBe(2);
  });

  it('shows the GPUs that there are, and of each what is known', async () => {
    const gpus = [
      { index: 0, memoryUsedMiB: 1024, memoryTotalMiB: 2048, utilization: 0.5, temperatureC: 60 },
      { index: 1, memoryUsedMiB: 1, memoryTotalMiB: null, utilization: null, temperatureC: null },
    ];
    const load = { queueDepth: () => 4, inFlight: () => 2 };
    const samples = samplesOf(
      await createMetrics({ totals: new Tally(), gauges: load, gpus: () => gpus }).text(),
    );
    const of = (name: string) => samples.filter((sample) => sample.name === `ofa_caption_gpu_${name}`);
    expect(of('memory_used_bytes').map(({ value }) => value)).toEqual([2 ** 30, 2 ** 20]);
    expect(of('utilization_ratio')).toEqual([
      { name: 'ofa_caption_gpu_utilization_ratio', labels: { gpu: '0' }, value: 0.5 },
    ]);
    expect(of('temperature_celsius')).toHaveLength(1);
    expect(valueOf(samples, 'ofa_caption_queue_depth')).toBe(4);
    expect(valueOf(samples, 'ofa_caption_in_flight')).toBe(2);
  });
});
