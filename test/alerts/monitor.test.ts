import { beforeEach, describe, expect, it } from 'vitest';
import type { AlertRuleName } from '../../src/alerts/alert-rules.js';
import { openMonitor, type OpenedMonitor } from './open-monitor.js';
import type { ScriptedSignals } from './scripted-signals.js';

let opened: OpenedMonitor;
beforeEach(async () => {
  opened = await openMonitor();
});

/** Makes a rule's value bad or good. */
type Provoke = (signals: ScriptedSignals, bad: boolean) => void;

const rules: [AlertRuleName, number, Provoke][] = [
  ['FAILURE_RATE', 0.2, (signals, bad) => (signals.counts = { requests: 10, failed: bad ? 2 : 1 })],
  ['P95_LATENCY', 500, (signals, bad) => (signals.p95 = bad ? 500 : 400)],
  ['QUEUE_SATURATION', 0.5, (signals, bad) => (signals.saturation = bad ? 0.9 : 0.1)],
  ['MEMORY_HEADROOM', 0.1, (signals, bad) => (signals.headroom = bad ? 0.05 : 0.5)],
  ['ENGINE_RESTARTS', 2, (signals, bad) => (signals.restarts = bad ? 2 : 1)],
  ['DISK_SPACE', 100, (signals, bad) => (signals.disk = bad ? 99 : 200)],
];

describe('each rule', () => {
  it.each(rules)(
    '%s raises one alert while it is bad, and resolves it when it is good',
    async (name, threshold, provoke) => {
      await opened.alerts.updateRule(name, { threshold, seconds: 5 });
      provoke(opened.signals, false);
      await opened.pass(20);
      expect(await opened.open()).toEqual([]);
      provoke(opened.signals, true);
      await opened.pass(20);
      expect(await opened.open()).toEqual([name]);
      provoke(opened.signals, false);
      await opened.pass(5);
      expect(await opened.open()).toEqual([name]);
      await opened.pass(1);
      expect(await opened.open()).toEqual([]);
      const [alert, ...others] = await opened.all();
      expect(others).toEqual([]);
      expect(alert).toMatchObject({ rule: name, threshold, seconds: 5, acknowledgedAt: null });
      expect(alert!.resolvedAt).not.toBeNull();
    },
  );

  it('has a default that is stored, and stays as it was changed', async () => {
    const before = await opened.alerts.rules();
    expect(before.map(({ name }) => name)).toEqual(rules.map(([name]) => name));
    expect(before.every(({ enabled }) => enabled)).toBe(true);
    await opened.alerts.updateRule('DISK_SPACE', { threshold: 5000, severity: 'WARNING' });
    const again = await openMonitor(opened.storage);
    const [disk] = (await again.alerts.rules()).filter(({ name }) => name === 'DISK_SPACE');
    expect(disk).toMatchObject({ threshold: 5000, severity: 'WARNING', seconds: before.at(-1)!.seconds });
  });

  it('refuses what makes no sense', async () => {
    const { alerts } = opened;
    await expect(alerts.updateRule('NONSENSE', {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const [name, changes, path] of [
      ['FAILURE_RATE', { threshold: 1.5 }, 'threshold'],
      ['FAILURE_RATE', { threshold: NaN }, 'threshold'],
      ['ENGINE_RESTARTS', { threshold: 1.5 }, 'threshold'],
      ['P95_LATENCY', { seconds: 0 }, 'seconds'],
      ['P95_LATENCY', { enabled: null }, 'enabled'],
    ] as const) {
      await expect(alerts.updateRule(name, changes)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        argumentPath: ['input', path],
      });
    }
  });
});

describe('a value of the moment', () => {
  it('must be bad for the whole time', async () => {
    await opened.alerts.updateRule('QUEUE_SATURATION', { threshold: 0.9, seconds: 10 });
    for (let round = 0; round < 5; round++) {
      opened.signals.saturation = 1;
      await opened.pass(9);
      opened.signals.saturation = 0.1;
      await opened.pass(1);
    }
    expect(await opened.all()).toEqual([]);
    opened.signals.saturation = 0.9;
    await opened.pass(11);
    expect(await opened.open()).toEqual(['QUEUE_SATURATION']);
  });

  it('that swings around the threshold raises one alert and not many', async () => {
    await opened.alerts.updateRule('QUEUE_SATURATION', { threshold: 0.9, seconds: 3 });
    opened.signals.saturation = 0.95;
    await opened.pass(10);
    for (let swing = 0; swing < 20; swing++) {
      opened.signals.saturation = swing % 2 === 0 ? 0.89 : 0.91;
      await opened.pass(4);
    }
    expect(await opened.all()).toHaveLength(1);
    expect(await opened.open()).toEqual(['QUEUE_SATURATION']);
  });
});

describe('a value of the last seconds', () => {
  it('is read over the seconds of the rule, and of too few requests says nothing', async () => {
    await opened.alerts.updateRule('FAILURE_RATE', { threshold: 0.5, seconds: 77 });
    opened.signals.counts = { requests: 2, failed: 2 };
    await opened.pass(3);
    expect(new Set(opened.signals.windows)).toEqual(new Set([77]));
    expect(await opened.open()).toEqual([]);
    opened.signals.counts = { requests: 3, failed: 2 };
    await opened.pass(1);
    expect(await opened.open()).toEqual(['FAILURE_RATE']);
  });
});

describe('an open alert', () => {
  beforeEach(async () => {
    await opened.alerts.updateRule('DISK_SPACE', { threshold: 100, seconds: 2, severity: 'CRITICAL' });
    opened.signals.disk = 10;
    await opened.pass(3);
    expect(await opened.open()).toEqual(['DISK_SPACE']);
  });

  it('is taken up by the next server, which raises no second one', async () => {
    const next = await openMonitor(opened.storage);
    next.signals.disk = 10;
    await next.pass(10);
    expect(await next.all()).toHaveLength(1);
    next.signals.disk = 1000;
    await next.pass(3);
    expect(await next.open()).toEqual([]);
    next.signals.disk = 10;
    await next.pass(3);
    expect(await next.all()).toHaveLength(2);
  });

  it('is resolved when its rule is switched off', async () => {
    await opened.alerts.updateRule('DISK_SPACE', { enabled: false });
    await opened.pass(1);
    expect(await opened.open()).toEqual([]);
    await opened.pass(10);
    expect(await opened.all()).toHaveLength(1);
  });

  it('is acknowledged once', async () => {
    const [open] = await opened.records.open();
    const { id } = open!;
    const first = await opened.alerts.acknowledge(id);
    expect(first.acknowledgedAt).not.toBeNull();
    expect((await opened.alerts.acknowledge(id)).acknowledgedAt).toEqual(first.acknowledgedAt);
    await expect(opened.alerts.acknowledge(4711)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stands in the log, as an error when it is critical', () => {
    const lines = opened.logLines.map((line) => JSON.parse(line) as { level: number; msg: string });
    expect(lines.filter(({ level }) => level === 50)).toMatchObject([{ rule: 'DISK_SPACE', value: 10 }]);
    expect(lines.at(-1)!.msg).toContain('10 MiB');
  });
});

describe('a profile without monitoring', () => {
  it('has no rule evaluated, and time does not count meanwhile', async () => {
    await opened.alerts.updateRule('DISK_SPACE', { threshold: 100, seconds: 5 });
    opened.signals.disk = 10;
    await opened.pass(4);
    opened.clock.monitoring = false;
    await opened.pass(100);
    opened.clock.monitoring = true;
    await opened.pass(4);
    expect(await opened.open()).toEqual([]);
    await opened.pass(3);
    expect(await opened.open()).toEqual(['DISK_SPACE']);
  });
});

describe('watchers', () => {
  it('are told of alerts from now on, and are gone when they leave', async () => {
    const leaving = new AbortController();
    const seen: string[] = [];
    const watching = (async () => {
      for await (const alert of opened.alerts.raised(leaving.signal)) seen.push(alert.rule);
    })();
    await opened.alerts.updateRule('DISK_SPACE', { threshold: 100, seconds: 1 });
    opened.signals.disk = 10;
    opened.signals.restarts = 5;
    await opened.pass(3);
    expect(seen).toEqual(['ENGINE_RESTARTS', 'DISK_SPACE']);
    leaving.abort();
    await watching;
    expect(opened.feed.size).toBe(0);
  });
});
