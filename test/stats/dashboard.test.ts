import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/stats/metrics/create-metrics.js';
import { Tally } from '../../src/stats/tally.js';
import { samplesOf } from './metrics-text.js';

const gpu = { index: 0, memoryUsedMiB: 1, memoryTotalMiB: 2, utilization: 0.5, temperatureC: 60 };

describe('the dashboard', () => {
  it('asks for metrics that the server has, and shows each of its own', async () => {
    const text = await readFile(new URL('../../docs/grafana-dashboard.json', import.meta.url), 'utf8');
    const { panels } = JSON.parse(text) as { panels: { targets: { expr: string }[] }[] };
    const asked = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) => expr.match(/\b(?:ofa_caption|process|nodejs)_\w+/g) ?? []),
    );
    const gauges = { queueDepth: () => 0, inFlight: () => 0 };
    const metrics = createMetrics({ totals: new Tally(), gauges, gpus: () => [gpu] });
    const names = new Set(samplesOf(await metrics.text()).map(({ name }) => name));
    for (const name of asked) expect(names).toContain(name);
    const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
    const shown = new Set(asked.map(base));
    const own = new Set([...names].filter((name) => name.startsWith('ofa_caption_')).map(base));
    for (const name of own) expect(shown).toContain(name);
  });
});
