import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { dataDirectoryAt } from '../../src/storage/data-directory.js';
import { writePublishedModel } from '../../src/model/synthetic/published-model.js';
import { median } from '../../src/bench/measure.js';
import type { Form, LargeModel } from './large-models.js';
import type { Scratch } from './scratch.js';

const compilingSchema = z.object({
  path: z.string(),
  compiled: z.literal(true),
  bytes: z.number(),
  seconds: z.number(),
  growth: z.number(),
});
const runningSchema = z.object({
  loadSeconds: z.number(),
  loadPeak: z.number(),
  captionSeconds: z.number(),
  peak: z.number(),
  tokens: z.array(z.number()),
});
const captionSchema = z.object({ text: z.string(), error: z.null() });

/** Seconds and bytes. */
export interface Compilation {
  readonly form: string;
  readonly precision: string;
  readonly checkpointBytes: number;
  readonly graphBytes: number;
  readonly seconds: number;
  /** By how much the compiling process grew. */
  readonly growth: number;
}

export interface LargeFigures {
  readonly size: LargeModel['size'];
  readonly compilations: readonly Compilation[];
  /** Medians. */
  readonly loadSeconds: number;
  readonly captionSeconds: number;
  /** Resident sets, mapped weights included. */
  readonly loadPeak: number;
  readonly peak: number;
}

const loads = 5;
/** Peak of the compiler as a share of what it writes. */
const mostGrowth = 1.5;
/** Captions never end by themselves: sixteen tokens and the end. */
const captionTokens = 17;

const here = import.meta.dirname;
const program = join(here, '../../dist/main.js');
const picture = join(here, '../photos/astronaut.png');

/**
 * Writes a model in each of its forms, compiles, loads and captions.
 * @throws when anything of that fails, forms give different graphs, or the compiler takes more memory than it may
 */
export async function tryModel(
  { size, forms }: LargeModel,
  scratch: Scratch,
  threads: number,
): Promise<LargeFigures> {
  const data = join(scratch.directory, 'data');
  const { graphs } = dataDirectoryAt(data);
  const compilations: Compilation[] = [];
  let runs: z.infer<typeof runningSchema>[] = [];
  let weightsHash: string | null = null;
  for (const form of forms) {
    const directory = join(scratch.directory, size);
    step(`${size}: writing ${form.form}`);
    await writePublishedModel(directory, size, {
      writeWeights: (tensors) => form.write(directory, tensors),
    });
    const compiled = await compile(scratch, directory, graphs, form, 'FP32');
    compilations.push(compiled.figures);
    const hash = await hashOf(join(dirname(compiled.path), 'model.weights'));
    assert.equal(hash, weightsHash ?? hash, `${size}: ${form.form} gives another graph`);
    if (weightsHash === null) {
      runs = await run(scratch, compiled.path, threads);
      await caption(scratch, directory, data);
      await rm(graphs, { recursive: true });
      compilations.push((await compile(scratch, directory, graphs, form, 'FP16')).figures);
    }
    weightsHash = hash;
    for (const done of [directory, graphs]) await rm(done, { recursive: true });
  }
  const middle = (of: (one: z.infer<typeof runningSchema>) => number): number => median(runs.map(of));
  return {
    size,
    compilations,
    loadSeconds: middle(({ loadSeconds }) => loadSeconds),
    captionSeconds: middle(({ captionSeconds }) => captionSeconds),
    loadPeak: middle(({ loadPeak }) => loadPeak),
    peak: middle(({ peak }) => peak),
  };
}

async function compile(
  scratch: Scratch,
  directory: string,
  graphs: string,
  { form }: Form,
  precision: string,
): Promise<{ path: string; figures: Compilation }> {
  step(`compiling ${form} in ${precision}`);
  const checkpointBytes = await weightBytes(directory);
  const printed = await scratch.output(join(here, 'measure-compiling.js'), directory, graphs, precision);
  const { path, bytes, seconds, growth } = compilingSchema.parse(JSON.parse(printed));
  assert.ok(
    growth <= mostGrowth * bytes,
    `the compiler grew by ${growth} bytes for a graph of ${bytes}; at most ${mostGrowth} times as much is allowed`,
  );
  const figures = { form, precision, checkpointBytes, graphBytes: bytes, seconds, growth };
  return { path, figures };
}

/** The same graph in fresh processes. */
async function run(
  scratch: Scratch,
  graph: string,
  threads: number,
): Promise<z.infer<typeof runningSchema>[]> {
  const runs: z.infer<typeof runningSchema>[] = [];
  for (let load = 1; load <= loads; load++) {
    step(`loading and captioning, ${load} of ${loads}`);
    const printed = await scratch.output(join(here, 'measure-running.js'), graph, String(threads));
    const figures = runningSchema.parse(JSON.parse(printed));
    assert.equal(figures.tokens.length, captionTokens);
    assert.deepEqual(figures.tokens, runs[0]?.tokens ?? figures.tokens);
    runs.push(figures);
  }
  return runs;
}

/** One picture by the command line, as a user does it, with the graph that is there. */
async function caption(scratch: Scratch, directory: string, data: string): Promise<void> {
  step('captioning a picture on the command line');
  const options = ['--model', directory, '--data', data, '--format', 'jsonl'];
  const { text } = captionSchema.parse(
    JSON.parse(await scratch.output(program, 'caption', ...options, picture)),
  );
  assert.notEqual(text, '');
  const compiled = await readdir(dataDirectoryAt(data).graphs);
  assert.equal(compiled.length, 1, 'the command line has compiled the graph again');
}

async function weightBytes(directory: string): Promise<number> {
  const names = await readdir(directory);
  const weights = names.filter((name) => name.endsWith('.bin') || name.endsWith('.safetensors'));
  const sizes = await Promise.all(weights.map(async (name) => (await stat(join(directory, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function step(what: string): void {
  process.stderr.write(`large: ${what} …\n`);
}
