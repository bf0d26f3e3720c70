import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  AcknowledgeAlertDocument,
  AlertRaisedDocument,
  AlertRulesDocument,
  AlertsDocument,
  UpdateAlertRuleDocument,
} from '../graphql/generated/graphql.js';
import { startTestServer, type TestServer } from '../http/test-server.js';
import { watch, type Transport } from '../http/subscription-clients.js';
import { ask } from '../http/upload-client.js';

let server: TestServer;
let disk = 10;
beforeEach(async () => {
  disk = 10;
  server = await startTestServer({ signals: { diskFreeMiB: () => disk } });
});
afterEach(() => server.stop());

const chinese = { headers: { 'content-type': 'application/json', 'accept-language': 'zh' } };

async function alerts(open: boolean | null) {
  const { data, errors } = await ask(server.origin, AlertsDocument, { open });
  expect(errors).toEqual([]);
  return data!.alerts;
}

describe('alert rules', () => {
  it('are listed and changed', async () => {
    const { data } = await ask(server.origin, AlertRulesDocument, {});
    expect(data?.alertRules.map(({ name }) => name)).toEqual([
      'FAILURE_RATE',
      'P95_LATENCY',
      'QUEUE_SATURATION',
      'MEMORY_HEADROOM',
      'ENGINE_RESTARTS',
      'DISK_SPACE',
    ]);
    const input = { threshold: 0.25, seconds: 30, severity: 'WARNING', enabled: false } as const;
    const changed = await ask(server.origin, UpdateAlertRuleDocument, { name: 'FAILURE_RATE', input });
    expect(changed.data?.updateAlertRule).toEqual({ name: 'FAILURE_RATE', ...input });
    const again = await ask(server.origin, AlertRulesDocument, {});
    expect(again.data?.alertRules[0]).toEqual({ name: 'FAILURE_RATE', ...input });
  });

  it('say what is wrong in the language of the client', async () => {
    const unknown = await ask(server.origin, UpdateAlertRuleDocument, { name: 'X', input: {} }, [], chinese);
    expect(unknown.errors).toMatchObject([
      { message: expect.stringContaining('没有名为“X”') as string, extensions: { code: 'NOT_FOUND' } },
    ]);
    const wrong = await ask(server.origin, UpdateAlertRuleDocument, {
      name: 'DISK_SPACE',
      input: { seconds: 0 },
    });
    expect(wrong.errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
    const none = await ask(server.origin, UpdateAlertRuleDocument, {
      name: 'DISK_SPACE',
      input: { threshold: null },
    });
    expect(none.errors).toMatchObject([{ extensions: { code: 'INVALID_INPUT' } }]);
  });
});

describe.each<Transport>(['WebSocket', 'SSE'])('alerts over %s', (transport) => {
  it('are told when they are raised, listed, acknowledged and resolved', async () => {
    const watcher = watch(transport, server.port, AlertRaisedDocument, {});
    await ask(server.origin, UpdateAlertRuleDocument, {
      name: 'DISK_SPACE',
      input: { threshold: 50, seconds: 1, severity: 'WARNING' },
    });
    server.upkeep.start();
    await vi.waitFor(() => {
      expect(watcher.results).toHaveLength(1);
    }, 10_000);
    const raised = watcher.results[0]?.data?.alertRaised;
    expect(raised).toMatchObject({ rule: 'DISK_SPACE', severity: 'WARNING', resolvedAt: null });
    expect(raised?.message).toContain('10 MiB');
    expect((await alerts(true)).edges.map(({ node }) => node)).toEqual([raised]);
    expect((await alerts(false)).totalCount).toBe(0);

    const { id } = raised!;
    const acknowledged = await ask(server.origin, AcknowledgeAlertDocument, { id }, [], chinese);
    expect(acknowledged.data?.acknowledgeAlert.acknowledgedAt).not.toBeNull();
    expect(acknowledged.data?.acknowledgeAlert.message).toContain('可用空间');

    disk = 1000;
    await vi.waitFor(async () => {
      expect((await alerts(true)).totalCount).toBe(0);
    }, 10_000);
    const past = await alerts(false);
    expect(past.edges[0]?.node).toMatchObject({ id, acknowledgedAt: expect.any(String) as string });
    expect(past.edges[0]?.node.resolvedAt).not.toBeNull();
    expect((await alerts(null)).totalCount).toBe(1);
    expect(watcher.results).toHaveLength(1);
    watcher.vanish();
  });
});

describe('an alert that does not exist', () => {
  it.each(['nonsense', Buffer.from('Alert:77').toString('base64')])('is NOT_FOUND: %s', async (id) => {
    const { errors } = await ask(server.origin, AcknowledgeAlertDocument, { id });
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
