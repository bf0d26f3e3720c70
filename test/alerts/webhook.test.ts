import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { webhookMessage } from '../../src/alerts/webhook-message.js';
import { WebhookOutbox } from '../../src/alerts/webhook-outbox.js';
import { webhookHeaders, webhookKey } from '../../src/alerts/webhook-signature.js';
import { WebhookTarget } from '../../src/alerts/webhook-target.js';
import { WebhookDeliveryRecords } from '../../src/storage/webhook-delivery-records.js';
import { openStorage, type Storage } from '../storage/open-storage.js';
import { openMonitor, type OpenedMonitor } from './open-monitor.js';
import { startReceiver, type Receiver } from './receiver.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const logLines: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => logLines.push(line) });

let storage: Storage;
let receiver: Receiver;
let opened: OpenedMonitor;
let outbox: WebhookOutbox;
const outboxes: WebhookOutbox[] = [];

beforeEach(async () => {
  logLines.length = 0;
  storage = await openStorage();
  receiver = await startReceiver(secret);
  outbox = openOutbox(receiver.url);
  opened = await openMonitor(
    storage,
    (alert) => webhookMessage(alert, `id-${alert.id}`, new Date()),
    () => {
      outbox.wake();
    },
  );
  await opened.alerts.updateRule('DISK_SPACE', { threshold: 100, seconds: 1 });
});
afterEach(async () => {
  for (const open of outboxes.splice(0)) await open.stop();
  await receiver.close();
});

function openOutbox(url: string, now?: () => number): WebhookOutbox {
  const created = new WebhookOutbox({
    records: new WebhookDeliveryRecords(storage.database),
    target: new WebhookTarget(url, secret),
    log,
    firstPauseMs: 10,
    ...(now === undefined ? {} : { now }),
  });
  outboxes.push(created);
  return created;
}

async function raise(): Promise<void> {
  opened.signals.disk = 10;
  await opened.pass(2);
}

async function resolve(): Promise<void> {
  opened.signals.disk = 1000;
  await opened.pass(2);
}

function waiting(): Promise<number> {
  return storage.database.webhookDelivery.count();
}

async function untilReceived(count: number): Promise<void> {
  await vi.waitFor(() => {
    expect(receiver.received.length).toBeGreaterThanOrEqual(count);
  }, 10_000);
}

async function untilTaken(): Promise<void> {
  await vi.waitFor(async () => {
    expect(await waiting()).toBe(0);
  }, 10_000);
}

describe('the webhook', () => {
  it('is told when an alert is raised and resolved, signed so that the reference implementation agrees', async () => {
    await raise();
    await untilTaken();
    await resolve();
    await untilTaken();
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    const [raised, resolved] = receiver.received.map(
      ({ body }) => JSON.parse(body) as Record<string, unknown>,
    );
    expect(raised).toMatchObject({
      type: 'alert.raised',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      data: {
        id: 'id-1',
        rule: 'DISK_SPACE',
        severity: 'CRITICAL',
        value: 10,
        threshold: 100,
        resolvedAt: null,
      },
    });
    expect(resolved).toMatchObject({ type: 'alert.resolved', data: { id: 'id-1' } });
    expect((resolved!['data'] as Record<string, unknown>)['resolvedAt']).toBe(resolved!['timestamp']);
    expect(receiver.received[0]!.headers['content-type']).toBe('application/json');
    const ids = new Set(receiver.received.map(({ id }) => id));
    expect(ids.size).toBe(2);
  });

  it.each([500, 404, 429, 'nothing'] as const)(
    'sends again under the same id after %s, and never after a 2xx',
    async (answer) => {
      receiver.state.answer = answer;
      await raise();
      await untilReceived(3);
      receiver.state.answer = 200;
      await untilTaken();
      const taken = receiver.received.length;
      outbox.wake();
      await sleep(200);
      expect(receiver.received).toHaveLength(taken);
      expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
      expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
      expect(receiver.received.every(({ genuine }) => genuine)).toBe(true);
    },
  );

  it('follows no redirect', async () => {
    const elsewhere = await startReceiver(secret);
    receiver.state.answer = 307;
    receiver.state.location = elsewhere.url;
    await raise();
    await untilReceived(2);
    expect(elsewhere.received).toEqual([]);
    expect(await waiting()).toBe(1);
    await elsewhere.close();
  });

  it('gets what happened while it was down later, in order and once, over a restart of the server', async () => {
    await receiver.close();
    await raise();
    await resolve();
    await vi.waitFor(() => {
      expect(logLines.filter((line) => line.includes('did not take')).length).toBeGreaterThan(1);
    }, 10_000);
    await outbox.stop();
    expect(await waiting()).toBe(2);
    receiver = await startReceiver(secret);
    openOutbox(receiver.url).wake();
    await untilTaken();
    expect(receiver.received.map(({ body }) => (JSON.parse(body) as { type: string }).type)).toEqual([
      'alert.raised',
      'alert.resolved',
    ]);
    await sleep(100);
    expect(receiver.received).toHaveLength(2);
  });

  it('is given up after a week', async () => {
    await receiver.close();
    await raise();
    await vi.waitFor(() => {
      expect(logLines.some((line) => line.includes('did not take'))).toBe(true);
    }, 10_000);
    await outbox.stop();
    const afterAWeek = Date.now() + 7 * 24 * 3_600_000 + 60_000;
    openOutbox(receiver.url, () => afterAWeek).wake();
    await untilTaken();
    expect(logLines.some((line) => line.includes('for a week'))).toBe(true);
  });

  it('has neither its secret nor its address in the log', async () => {
    receiver.state.answer = 500;
    await raise();
    await untilReceived(2);
    receiver.state.answer = 200;
    await untilTaken();
    const all = logLines.join('');
    expect(all).toContain('127.0.0.1');
    expect(all).not.toContain('token=abc');
    expect(all).not.toContain('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  });
});

describe('the signature', () => {
  it('is that of the example in the specification', () => {
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
    const headers = webhookHeaders(webhookKey(secret), message, new Date(1614265330 * 1000));
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('takes any other text as it is', async () => {
    const plain = await startReceiver('not base64!');
    const target = new WebhookTarget(plain.url, 'not base64!');
    const never = new AbortController().signal;
    expect(await target.send({ id: 'msg_1', body: '{}' }, new Date(), never)).toEqual({ taken: true });
    expect(plain.received).toMatchObject([{ genuine: true }]);
    await plain.close();
  });

  it.each([
    ['no URL', 'nonsense', secret],
    ['another protocol', 'file:///etc/passwd', secret],
    ['a password in the URL', 'https://a:b@example.org/', secret],
    ['no secret', 'https://example.org/', ''],
    ['a secret that is cut off', 'https://example.org/', 'whsec_abc'],
  ])('is refused for %s', (_what, url, key) => {
    expect(() => new WebhookTarget(url, key)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }) as Error,
    );
  });
});
