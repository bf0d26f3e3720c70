import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { benchPictures, writePictures } from '../bench/bench-pictures.js';
import { writeSection } from '../bench/benchmarks-file.js';
import { engineAlone } from '../bench/engine-alone.js';
import { lowMemoryFigures } from '../bench/low-memory.js';
import type { PrecisionFigures } from '../bench/precision.js';
import { pageTasks } from '../bench/page-tasks.js';
import { report, type ModelFigures } from '../bench/report.js';
import { resizeCosts } from '../bench/resize-cost.js';
import { statisticsCost } from '../bench/statistics-cost.js';
import { throughGraphql } from '../bench/through-graphql.js';
import { embeddedModelDirectory } from '../config/paths.js';
import { writePublishedModel } from '../model/synthetic/published-model.js';
import { openDataDirectory } from '../storage/data-directory.js';
import { createLog } from '../logging/create-log.js';
import { dataOption, logLevelOption, threadsOption } from './options.js';

interface BenchArguments {
  readonly data: string;
  readonly threads: number;
  readonly logLevel: string;
  readonly out: string;
}

interface BenchedModel {
  readonly title: string;
  readonly directory: string;
  readonly count: number;
  readonly loads: readonly { readonly concurrency: number; readonly count: number }[];
}

export function benchCommand(): Command {
  return new Command('bench')
    .description('measure the engine alone and through GraphQL on this machine; takes a few minutes')
    .addOption(
      new Option('--out <file>', 'Markdown file whose CPU section is replaced')
        .env('OFA_CAPTION_OUT')
        .default('docs/benchmarks.md'),
    )
    .addOption(dataOption())
    .addOption(threadsOption())
    .addOption(logLevelOption('warn'))
    .action(bench);
}

async function bench(options: BenchArguments): Promise<void> {
  const { threads } = options;
  const log = createLog(options.logLevel);
  const { graphs } = await openDataDirectory(options.data);
  const scratch = await mkdtemp(join(tmpdir(), 'ofa-caption-bench-'));
  try {
    step('preparing pictures and a model of OFA-tiny’s shapes');
    const pictures = await benchPictures(64);
    const files = await writePictures(join(scratch, 'pictures'), pictures);
    const tiny = join(scratch, 'ofa-tiny');
    await writePublishedModel(tiny, 'tiny');
    step('share of the runtime’s peak');
    // Only here is ONNX Runtime loaded into this process: `cuda` has to work where its libraries do not.
    const { peakShares } = await import('../bench/peak-share.js');
    const shares = await peakShares(tiny, graphs, threads, [1, 4]);
    step('low memory');
    const lowMemory = await lowMemoryFigures(tiny, graphs, threads);
    step('the exact resize');
    const resizes = await resizeCosts();
    step('statistics of a million captions');
    const statistics = await statisticsCost();
    const models: ModelFigures[] = [];
    const precisions: PrecisionFigures[] = [];
    for (const model of benchedModels(tiny)) {
      const engine = [];
      for (const batchSize of [1, 4, 8]) {
        step(`${model.title}: engine alone, batch ${batchSize}`);
        const { directory: modelDirectory, count } = model;
        engine.push(await engineAlone({ modelDirectory, graphs, threads, files, count, log }, batchSize));
      }
      step(`${model.title}: INT8`);
      const { title, directory } = model;
      const { precisionFigures } = await import('../bench/precision.js');
      precisions.push(...(await precisionFigures({ title, modelDirectory: directory, graphs, threads })));
      step(`${model.title}: through GraphQL`);
      const data = join(scratch, model.title.replaceAll(/\W+/g, '-'));
      await mkdir(data);
      const server = await throughGraphql({ model: model.directory, data, threads }, pictures, model.loads);
      models.push({ title: model.title, engine, server });
    }
    step('the page with a thousand pictures');
    const data = join(scratch, 'page');
    const page = await pageTasks({ model: embeddedModelDirectory, data, threads }, scratch, 1000);
    const text = report({
      ...{ threads, date: new Date(), shares, lowMemory, resizes, precisions, statistics, page, models },
    });
    process.stdout.write(`${text}\n`);
    await writeSection(options.out, 'cpu', text);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function benchedModels(tiny: string): BenchedModel[] {
  return [
    {
      title: 'ofa-mini-en (embedded), 224 px',
      directory: embeddedModelDirectory,
      count: 400,
      loads: [
        { concurrency: 1, count: 50 },
        { concurrency: 8, count: 200 },
        { concurrency: 32, count: 600 },
      ],
    },
    {
      title: 'OFA-tiny’s shapes, 480 px',
      directory: tiny,
      count: 48,
      loads: [
        { concurrency: 1, count: 10 },
        { concurrency: 8, count: 32 },
        { concurrency: 32, count: 96 },
      ],
    },
  ];
}

function step(what: string): void {
  process.stderr.write(`bench: ${what} …\n`);
}
