import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WatchRuntimeDocument } from '../graphql/generated/graphql.js';
import { watch, type Transport } from './subscription-clients.js';
import { startTestServer, type TestServer } from './test-server.js';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

describe.each<Transport>(['WebSocket', 'SSE'])('the runtime over %s', (transport) => {
  it('comes at once and again at every interval, until the client goes away', async () => {
    const watcher = watch(transport, server.port, WatchRuntimeDocument, { intervalMs: 250 });
    const began = performance.now();
    await expect.poll(() => watcher.results.length, { timeout: 5000 }).toBeGreaterThanOrEqual(3);
    // Three events are two intervals apart; timers may be a millisecond early.
    expect(performance.now() - began).toBeGreaterThan(490);
    for (const { data } of watcher.results) {
      expect(data?.runtime).toMatchObject({
        engine: 'READY',
        provider: 'CPUExecutionProvider',
        profile: 'auto',
      });
    }
    watcher.vanish();
    expect(await watcher.over).toBe(false);
  });

  it.each([249, 60_001])('refuses an interval of %i ms', async (intervalMs) => {
    const watcher = watch(transport, server.port, WatchRuntimeDocument, { intervalMs });
    await watcher.over;
    expect(watcher.results).toMatchObject([{ errors: [{ extensions: { code: 'INVALID_INPUT' } }] }]);
  });
});
