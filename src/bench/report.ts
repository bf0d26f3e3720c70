import { cpus, totalmem } from 'node:os';
import { createRequire } from 'node:module';
import type { EngineFigures } from './engine-alone.js';
import type { LowMemoryFigures } from './low-memory.js';
import type { PageFigures } from './page-tasks.js';
import type { PeakShares } from './peak-share.js';
import type { PrecisionFigures } from './precision.js';
import type { ResizeCost } from './resize-cost.js';
import type { StatisticsCost } from './statistics-cost.js';
import type { ServerFigures } from './through-graphql.js';

export interface ModelFigures {
  readonly title: string;
  readonly engine: readonly EngineFigures[];
  readonly server: ServerFigures;
}

export interface Figures {
  readonly threads: number;
  readonly date: Date;
  readonly shares: PeakShares;
  readonly lowMemory: readonly LowMemoryFigures[];
  readonly resizes: readonly ResizeCost[];
  readonly precisions: readonly PrecisionFigures[];
  readonly statistics: StatisticsCost;
  /** Or why they could not be measured. */
  readonly page: PageFigures | string;
  readonly models: readonly ModelFigures[];
}

/** All figures as Markdown. */
export function report(figures: Figures): string {
  const { threads, date, shares, lowMemory, resizes, precisions, statistics, page, models } = figures;
  const runtime = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  const machine = [
    `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}, ONNX Runtime ${runtime.version}, ${threads} threads, FP32`,
    date.toISOString().slice(0, 10),
  ];
  return [
    `Measured by \`npm run bench\`: ${machine.join('; ')}.`,
    '',
    '### Share of the runtime’s own peak',
    '',
    'OFA-tiny’s shapes at 480 px, beam 5, all 17 steps (22.07 GMAC a caption), against a float32 product of two',
    `2048x2048 matrices with the same threads, alternately, best of 5: ${shares.peakGigaflops.toFixed(0)} GFLOP/s.`,
    '',
    table(
      ['batch', 'ms a run', 'ms a caption', 'share of peak'],
      shares.batches.map(({ batchSize, seconds, share }) => [
        String(batchSize),
        (1000 * seconds).toFixed(0),
        ((1000 * seconds) / batchSize).toFixed(0),
        `${(100 * share).toFixed(1)} %`,
      ]),
    ),
    ...models.flatMap(modelSection),
    ...precisionSection(precisions),
    ...lowMemorySection(lowMemory),
    ...resizeSection(resizes),
    ...statisticsSection(statistics),
    ...pageSection(page),
    '',
  ].join('\n');
}

function modelSection({ title, engine, server }: ModelFigures): string[] {
  const best = Math.max(...engine.map(({ perSecond }) => perSecond));
  const { client, server: serverSeconds, engine: engineSeconds } = server.cpuSeconds;
  return [
    '',
    `### ${title}`,
    '',
    'The engine alone, 640x480 JPEG files in, captions out, with four batches in flight:',
    '',
    table(
      [
        'batch size',
        'captions/s',
        'one picture alone, ms (median)',
        'p95 under load, ms',
        'peak memory, MiB',
      ],
      engine.map(({ batchSize, perSecond, aloneMs, p95Ms, peakMiB }) => [
        String(batchSize),
        perSecond.toFixed(1),
        aloneMs.toFixed(0),
        p95Ms.toFixed(0),
        whole(peakMiB),
      ]),
    ),
    '',
    'Through GraphQL, multipart uploads over HTTP, every picture another one, captions stored in SQLite:',
    '',
    table(
      ['concurrency', 'captions/s', 'of the engine alone', 'p50, ms', 'p95, ms'],
      server.loads.map(({ concurrency, perSecond, p50Ms, p95Ms }) => [
        String(concurrency),
        perSecond.toFixed(1),
        `${((100 * perSecond) / best).toFixed(0)} %`,
        p50Ms.toFixed(0),
        p95Ms.toFixed(0),
      ]),
    ),
    '',
    `Peak memory: server ${whole(server.serverPeakMiB)} MiB, engine ${whole(server.enginePeakMiB)} MiB. ` +
      `CPU time: client ${client.toFixed(1)} s, server ${seconds(serverSeconds)}, engine ${seconds(engineSeconds)}. ` +
      `Server’s event loop delay: p99 ${whole(server.eventLoopP99Ms)} ms.`,
  ];
}

function precisionSection(figures: readonly PrecisionFigures[]): string[] {
  const milliseconds = (value: number): string => (1000 * value).toFixed(0);
  return [
    '',
    '### INT8 and the encoder over the whole batch',
    '',
    'The graph alone, captions of twelve tokens, the variants in turn, best of eight; the factor is against FP32 with one',
    'picture after the other through the encoder:',
    '',
    table(
      ['model', 'batch', 'FP32, ms a run', 'INT8, ms a run', 'INT8, factor', 'whole batch at once, factor'],
      figures.map(({ title, batchSize, seconds: { fp32, int8, together } }) => [
        title,
        String(batchSize),
        milliseconds(fp32),
        milliseconds(int8),
        (fp32 / int8).toFixed(2),
        (fp32 / together).toFixed(2),
      ]),
    ),
  ];
}

function lowMemorySection(figures: readonly LowMemoryFigures[]): string[] {
  const normal = figures[0];
  const change = (value: number, usual: number | undefined): string => {
    const percent = 100 * (value / (usual ?? value) - 1);
    return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(0)} %`;
  };
  return [
    '',
    '### Low memory',
    '',
    'OFA-tiny’s shapes at 480 px, one picture a run, every setting in fresh processes that compile nothing: peak resident',
    'memory of loading, and of loading and three runs; what is resident after them; the fastest caption. Memory patterns are',
    'off in all of them.',
    '',
    table(
      ['setting', 'peak of loading, MiB', 'peak, MiB', 'after the runs, MiB', 'ms a caption', 'peak', 'time'],
      figures.map(({ setting, loadPeakMiB, peakMiB, restMiB, captionMs }) => [
        setting,
        loadPeakMiB.toFixed(0),
        peakMiB.toFixed(0),
        restMiB.toFixed(0),
        captionMs.toFixed(0),
        change(peakMiB, normal?.peakMiB),
        change(captionMs, normal?.captionMs),
      ]),
    ),
  ];
}

function resizeSection(resizes: readonly ResizeCost[]): string[] {
  return [
    '',
    '### The exact resize',
    '',
    'A decoded picture squashed to the model’s square as the reference does it, against libvips’ own cubic kernel; median of five:',
    '',
    table(
      ['picture', 'exact, ms', 'libvips, ms'],
      resizes.map(({ width, height, size, exactMs, libvipsMs }) => [
        `${width}x${height} → ${size}`,
        exactMs.toFixed(1),
        libvipsMs.toFixed(1),
      ]),
    ),
  ];
}

function statisticsSection(cost: StatisticsCost): string[] {
  const ms = (value: number): string => value.toFixed(1);
  return [
    '',
    '### Statistics of a week',
    '',
    `${cost.captions} captions, ${cost.rows} rows of statistics, ${cost.databaseMiB.toFixed(0)} MiB of SQLite; ` +
      `counting everything at start took ${ms(cost.openMs)} ms. Median of five, but for the first look:`,
    '',
    table(
      ['what', 'ms'],
      [
        ['a week, the first time', ms(cost.firstWeekMs)],
        ['a week, again', ms(cost.weekMs)],
        ['the series of a week', ms(cost.weekSeriesMs)],
        ['an hour', ms(cost.hourMs)],
        ['for comparison: counts and average of a week from the captions', ms(cost.fromCaptionsMs)],
      ],
    ),
    '',
    `Query plan of the week: \`${cost.plan}\`.`,
  ];
}

function pageSection(page: PageFigures | string): string[] {
  const heading = ['', '### The page with a thousand pictures', ''];
  if (typeof page === 'string') return [...heading, `Not measured: ${page}.`];
  const { pictures, seconds: total, longTasksMs, rows, serverPeakMiB } = page;
  const over = (ms: number): string => String(longTasksMs.filter((task) => task > ms).length);
  return [
    ...heading,
    `${pictures} pictures of 160x120, chosen at once in Chromium, the list scrolled up and down until the last caption is there;`,
    'browser, server and engine share the processor. A long task is what kept the page’s main thread for over 50 ms:',
    '',
    table(
      [
        'seconds',
        'long tasks',
        'over 100 ms',
        'over 200 ms',
        'longest, ms',
        'rows in the document',
        'server, MiB',
      ],
      [
        [
          total.toFixed(0),
          String(longTasksMs.length),
          over(100),
          over(200),
          Math.max(0, ...longTasksMs).toFixed(0),
          String(rows),
          whole(serverPeakMiB),
        ],
      ],
    ),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function whole(value: number | null): string {
  return value === null || Number.isNaN(value) ? 'not known here' : value.toFixed(0);
}

function seconds(value: number | null): string {
  return value === null ? 'not known here' : `${value.toFixed(1)} s`;
}
